package io.tact.rules.drools.source;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One rule of an author's file.
 *
 * @param file the file
 * @param name the rule's name
 * @param start offset of the word {@code rule} in the file
 * @param end offset after the word {@code end}
 * @param tokens the rule's tokens
 */
public record RuleSource(DrlFile file, String name, int start, int end, List<Token> tokens) {
    public RuleSource {
        tokens = List.copyOf(tokens);
    }

    /** The first token of the rule; every rule has one. */
    public Token head() {
        return tokens.get(0);
    }

    /** The place among the tokens of the first token of {@code sought} in the same order; −1 if it is not there. */
    public int find(List<Token> sought) {
        if (sought.isEmpty()) {
            return -1;
        }
        return IntStream.rangeClosed(0, tokens.size() - sought.size())
                .filter(i -> matches(i, sought))
                .findFirst()
                .orElse(-1);
    }

    private boolean matches(int from, List<Token> sought) {
        for (int i = 0; i < sought.size(); i++) {
            Token here = tokens.get(from + i);
            if (here.kind() != sought.get(i).kind()
                    || !here.text().equals(sought.get(i).text())) {
                return false;
            }
        }
        return true;
    }
}
