package io.tact.rules.workbooks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.xml.sax.Attributes;

/** How the cells of each style show numbers. */
final class Styles {
    private static final String PART = "xl/styles.xml";
    private static final int MOST = 65_536;

    private final List<CellFormat> formats = new ArrayList<>();

    private Styles() {}

    static Styles read(Container container, String part) throws IOException {
        Styles styles = new Styles();
        String name = part.isEmpty() ? PART : part;
        if (container.has(name)) {
            container.read(name, styles.new Reader());
        }
        return styles;
    }

    /** @param style its number; one that is not there shows plain numbers */
    CellFormat format(int style) {
        return style >= 0 && style < formats.size() ? formats.get(style) : CellFormat.PLAIN;
    }

    private final class Reader implements Xml.Listener {
        private final Map<Integer, String> codes = new HashMap<>();
        private final Map<Integer, CellFormat> known = new HashMap<>();
        private boolean inCellStyles;

        @Override
        public void start(String name, Attributes attributes) throws IOException {
            switch (name) {
                case "numFmt" -> {
                    String code = Xml.attribute(attributes, "formatCode");
                    codes.put(Xml.number(attributes, "numFmtId"), code == null ? "" : code);
                }
                case "cellXfs" -> inCellStyles = true;
                case "xf" -> {
                    if (inCellStyles) {
                        add(Xml.number(attributes, "numFmtId"));
                    }
                }
                default -> {}
            }
            if (formats.size() > MOST || codes.size() > MOST) {
                throw Container.damaged("it has more than " + MOST + " styles");
            }
        }

        @Override
        public void end(String name) {
            if (name.equals("cellXfs")) {
                inCellStyles = false;
            }
        }

        private void add(int id) {
            formats.add(known.computeIfAbsent(id, i -> CellFormat.of(i, code(i))));
        }

        private String code(int id) {
            String own = codes.get(id);
            String builtin = own == null && id >= 0 ? BuiltinFormats.getBuiltinFormat(id) : null;
            return own != null ? own : builtin == null || id >= 27 && id <= 36 ? "" : builtin;
        }
    }
}
