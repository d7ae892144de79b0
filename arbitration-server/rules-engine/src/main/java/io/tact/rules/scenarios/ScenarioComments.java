package io.tact.rules.scenarios;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.events.CommentEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.Node;

/** The comments of a scenario file, each with the scenario that it is about: the one it stands in, or right above. Immutable. */
final class ScenarioComments {
    private final List<List<String>> comments = new ArrayList<>();

    private ScenarioComments() {}

    /** @param scenarios in order */
    static ScenarioComments of(String text, List<Node> scenarios) {
        ScenarioComments all = new ScenarioComments();
        List<Integer> begins = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (Node scenario : scenarios) {
            all.comments.add(new ArrayList<>());
            int line = scenario.getStartMark().getLine();
            while (line > 0 && isAbove(lines[line - 1])) {
                line--;
            }
            begins.add(line);
        }
        LoaderOptions options = new LoaderOptions();
        options.setProcessComments(true);
        for (Event event : new Yaml(new SafeConstructor(options)).parse(new StringReader(text))) {
            if (event instanceof CommentEvent comment && comment.getCommentType() != CommentType.BLANK_LINE) {
                int line = comment.getStartMark().getLine();
                int about = 0;
                for (int i = 0; i < begins.size(); i++) {
                    about = begins.get(i) <= line ? i : about;
                }
                all.comments.get(about).add(comment.getValue().strip());
            }
        }
        return all;
    }

    private static boolean isAbove(String line) {
        return line.isBlank() || line.strip().startsWith("#");
    }

    /** Those of the scenario of that place, in lines; empty if there are none. */
    String of(int scenario) {
        return String.join("\n", comments.get(scenario)).strip();
    }
}
