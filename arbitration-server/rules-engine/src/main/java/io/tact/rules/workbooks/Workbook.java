package io.tact.rules.workbooks;

import io.tact.ruleset.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/**
 * A workbook as spreadsheets save it (.xlsx), opened to be read sheet by sheet. What could do more than hold cells is
 * refused: macros, links to other files, embedded objects, passwords, and archives that unpack to more than 128 MB.
 * Belongs to one thread.
 */
public final class Workbook {
    /** The file name's ending. */
    public static final String ENDING = ".xlsx";

    private static final String MAIN = "xl/workbook.xml";
    private static final int MAX_SHEETS = 200;

    private final String file;
    private final Container container;
    private final List<Tab> tabs = new ArrayList<>();
    private Styles styles;
    private SharedStrings strings;
    private boolean since1904;
    private final Room room = new Room();

    /**
     * A sheet's tab.
     *
     * @param name what it says
     * @param hidden whether it is hidden
     * @param part where the cells are
     */
    public record Tab(String name, boolean hidden, String part) {}

    private Workbook(String file, Container container) throws IOException {
        this.file = file;
        this.container = container;
        checkParts();
        String main = mainPart();
        int name = main.lastIndexOf('/') + 1;
        Relations relations = new Relations(container, main.substring(0, name));
        relations.read(main.substring(0, name) + "_rels/" + main.substring(name) + ".rels");
        container.read(main, new MainReader(relations));
        if (tabs.isEmpty()) {
            throw Container.damaged("it has no sheet");
        }
        this.styles = Styles.read(container, relations.ofKind("styles"));
        this.strings = SharedStrings.read(container, relations.ofKind("sharedstrings"));
    }

    /**
     * Opens a workbook.
     *
     * @param file how messages call it
     * @param problems gets why it is refused
     * @return empty if it is refused
     */
    public static Optional<Workbook> open(String file, byte[] content, List<Problem> problems) {
        try {
            return Optional.of(new Workbook(file, Container.open(content)));
        } catch (UnreadableException e) {
            problems.add(Problem.inFile(file, told(e), e.advice()));
        } catch (IOException e) {
            UnreadableException damaged = Container.damaged(e.getMessage());
            problems.add(Problem.inFile(file, told(damaged), damaged.advice()));
        }
        return Optional.empty();
    }

    private static String told(UnreadableException e) {
        return "the workbook " + e.getMessage();
    }

    /** The sheets that hold cells, in the order of their tabs. */
    public List<Tab> tabs() {
        return List.copyOf(tabs);
    }

    /** How messages call a sheet: {@code policy.xlsx[caps]}. */
    public String placeOf(Tab tab) {
        return file + "[" + tab.name() + "]";
    }

    /**
     * Reads the cells of a sheet.
     *
     * @param problems gets what is wrong with cells, by cell: formulas, errors, merged cells; and warnings of hidden ones
     */
    public Sheet read(Tab tab, List<Problem> problems) {
        SheetReader reader = new SheetReader(placeOf(tab), styles, strings, since1904, room, problems);
        try {
            container.read(tab.part(), reader);
        } catch (UnreadableException e) {
            problems.add(Problem.inFile(file, told(e), e.advice()));
            reader.stop();
        } catch (IOException e) {
            UnreadableException damaged = Container.damaged(e.getMessage());
            problems.add(Problem.inFile(file, told(damaged), damaged.advice()));
            reader.stop();
        }
        return reader.sheet();
    }

    private void checkParts() throws IOException {
        if (container.has(Container.CONTENT_TYPES)) {
            container.read(Container.CONTENT_TYPES, (name, attributes) -> {
                String type = Xml.attribute(attributes, "ContentType");
                if (type != null && type.toLowerCase(Locale.ROOT).contains("macroenabled")) {
                    throw new UnreadableException(
                            "is one that may hold macros (.xlsm)", "Save it as \"Excel Workbook (*.xlsx)\"");
                }
            });
        }
        for (String part : container.names()) {
            if (part.endsWith(".rels")) {
                new Relations(container, "").read(part);
            }
        }
    }

    /** The part that names the sheets. */
    private String mainPart() throws IOException {
        Relations relations = new Relations(container, "");
        relations.read("_rels/.rels");
        String named = relations.ofKind("officedocument");
        String main = named.isEmpty() ? MAIN : named;
        if (!container.has(main)) {
            throw new UnreadableException("is no workbook", "Save it as \"Excel Workbook (*.xlsx)\"");
        }
        return main;
    }

    private final class MainReader implements Xml.Listener {
        private final Relations relations;

        MainReader(Relations relations) {
            this.relations = relations;
        }

        @Override
        public void start(String name, Attributes attributes) throws IOException {
            if (name.equals("workbookPr")) {
                since1904 = Xml.isTrue(attributes, "date1904");
            }
            if (name.equals("sheet")) {
                add(attributes);
            }
        }

        private void add(Attributes attributes) throws IOException {
            String title = Xml.attribute(attributes, "name");
            String id = relation(attributes, Xml.attribute(attributes, "id"));
            @Nullable String part = relations.sheet(id);
            String state = Xml.attribute(attributes, "state");
            if (part == null && !relations.has(id)) {
                throw Container.damaged("the sheet " + title + " is missing");
            }
            if (title != null && part != null) {
                boolean hidden = state != null && !state.equals("visible");
                tabs.add(new Tab(Blanks.strip(title), hidden, part));
            }
            if (tabs.size() > MAX_SHEETS) {
                throw new UnreadableException("has more than " + MAX_SHEETS + " sheets", "Maybe split it");
            }
        }

        /** The relation's id, which stands in a name space of its own. */
        private static String relation(Attributes attributes, @Nullable String otherwise) {
            for (int i = 0; i < attributes.getLength(); i++) {
                if (attributes.getLocalName(i).equals("id")
                        && !attributes.getURI(i).isEmpty()) {
                    return attributes.getValue(i);
                }
            }
            return String.valueOf(otherwise);
        }
    }
}
