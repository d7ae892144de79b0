package io.tact.rules.workbooks;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/** What a part refers to. Nothing but a hyperlink may lead outside. Belongs to one thread. */
final class Relations {
    private static final String SHEET = "worksheet";

    private final Container container;
    private final String folder;
    private final Map<String, String> byId = new HashMap<>();
    private final Map<String, String> byKind = new HashMap<>();
    private final Map<String, String> sheets = new HashMap<>();

    /** @param folder the part's own, which targets are told from: {@code xl/} */
    Relations(Container container, String folder) {
        this.container = container;
        this.folder = folder;
    }

    /** Reads the part that holds them, if it is there. */
    void read(String part) throws IOException {
        if (container.has(part)) {
            container.read(part, (name, attributes) -> {
                if (name.equals("Relationship")) {
                    add(attributes);
                }
            });
        }
    }

    private void add(Attributes attributes) throws UnreadableException {
        String target = Xml.attribute(attributes, "Target");
        String id = Xml.attribute(attributes, "Id");
        String type = String.valueOf(Xml.attribute(attributes, "Type")).toLowerCase(Locale.ROOT);
        String kind = type.substring(type.lastIndexOf('/') + 1);
        boolean external = "external".equalsIgnoreCase(Xml.attribute(attributes, "TargetMode"));
        if (external && !kind.equals("hyperlink")) {
            throw new UnreadableException(
                    "is linked to something outside (a " + kind + ")", "Delete the link, and save it again");
        }
        if (target == null || id == null || external) {
            return;
        }
        String path = path(target.replace('\\', '/'));
        byId.put(id, path);
        byKind.put(kind, path);
        if (kind.equals(SHEET)) {
            sheets.put(id, path);
        }
    }

    /** Where a target is in the archive: {@code xl/worksheets/sheet1.xml}. */
    private String path(String target) {
        String plain = decoded(target);
        String all = plain.startsWith("/") ? plain.substring(1) : folder + plain;
        Deque<String> steps = new ArrayDeque<>();
        for (String step : all.split("/")) {
            if (step.equals("..")) {
                steps.pollLast();
            } else if (!step.equals(".") && !step.isEmpty()) {
                steps.addLast(step);
            }
        }
        return String.join("/", steps);
    }

    private static String decoded(String target) {
        try {
            String path = new URI(target).getPath();
            return path == null ? target : path;
        } catch (URISyntaxException e) {
            return target;
        }
    }

    boolean has(String id) {
        return byId.containsKey(id);
    }

    /** The part of a sheet that holds cells; null if that is none. */
    @Nullable String sheet(String id) {
        return sheets.get(id);
    }

    /** The part of a kind such as {@code styles}; empty if there is none. */
    String ofKind(String kind) {
        return byKind.getOrDefault(kind, "");
    }
}
