package io.tact.rules.workbooks;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads the XML parts of one workbook, one after the other, which may declare no document type and so no entity. Belongs to one
 * thread.
 */
final class Xml {
    private final XMLReader reader;

    Xml() {
        try {
            reader = factory().newSAXParser().getXMLReader();
            reader.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("every Java has a SAX parser", e);
        }
    }

    /**
     * What a part's elements are given to, by their local names. Those of another name space than the part's first element, such
     * as extensions, are left out.
     */
    interface Listener {
        /** Begins an element. */
        void start(String name, Attributes attributes) throws SAXException, IOException;

        /** Some of the text in an element. */
        default void text(char[] characters, int start, int length) throws SAXException, IOException {}

        /** Ends an element. */
        default void end(String name) throws SAXException, IOException {}
    }

    /** @throws UnreadableException if the part is no XML, or declares a document type */
    void read(String part, InputStream content, Listener listener) throws IOException {
        try (content) {
            Adapter adapter = new Adapter(part, listener);
            reader.setContentHandler(adapter);
            reader.setErrorHandler(adapter);
            reader.parse(new InputSource(content));
        } catch (SAXException e) {
            throw e.getException() instanceof UnreadableException u ? u : notXml(part, e);
        }
    }

    private static UnreadableException notXml(String part, SAXException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("DOCTYPE")
                ? new UnreadableException(
                        "declares a document type (in " + part + ")", "No spreadsheet does: do not use this file")
                : Container.damaged(part + " is no XML");
    }

    private static SAXParserFactory factory() throws ParserConfigurationException, SAXException {
        SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        return factory;
    }

    /** An attribute by its local name, whatever its name space; null if it is not there. */
    static @Nullable String attribute(Attributes attributes, String name) {
        for (int i = 0; i < attributes.getLength(); i++) {
            if (attributes.getLocalName(i).equals(name)) {
                return attributes.getValue(i);
            }
        }
        return null;
    }

    /** Whether an attribute says yes, as spreadsheets write it. */
    static boolean isTrue(Attributes attributes, String name) {
        String value = attribute(attributes, name);
        return value != null && (value.equals("1") || value.equals("true"));
    }

    /** An attribute that is a whole number from 0; otherwise −1. */
    static int number(Attributes attributes, String name) {
        return number(attribute(attributes, name));
    }

    static int number(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > 9) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static final class Adapter extends DefaultHandler {
        private static final int MAX_DEPTH = 64;

        private static final String ALTERNATIVES = "AlternateContent";
        private static final Set<String> CELLS = Set.of("sheet", "row", "c", "si");

        private final String part;
        private final Listener listener;
        private String space = "";
        private int depth;
        private int alternatives;

        Adapter(String part, Listener listener) {
            this.part = part;
            this.listener = listener;
        }

        @Override
        public void startElement(String uri, String localName, String qName, Attributes attributes)
                throws SAXException {
            depth++;
            if (depth > MAX_DEPTH) {
                throw new SAXException(Container.damaged(part + " is nested too deeply"));
            }
            space = depth == 1 ? uri : space;
            alternatives += localName.equals(ALTERNATIVES) ? 1 : 0;
            if (alternatives > 0 && isOwn(uri) && CELLS.contains(localName)) {
                throw new SAXException(Container.damaged(part + " says what its cells are in two ways"));
            }
            if (alternatives > 0 || !isOwn(uri)) {
                return;
            }
            try {
                listener.start(localName, attributes);
            } catch (IOException e) {
                throw new SAXException(e);
            }
        }

        private boolean isOwn(String uri) {
            return uri.equals(space);
        }

        @Override
        public void characters(char[] characters, int start, int length) throws SAXException {
            if (alternatives > 0) {
                return;
            }
            try {
                listener.text(characters, start, length);
            } catch (IOException e) {
                throw new SAXException(e);
            }
        }

        @Override
        public void endElement(String uri, String localName, String qName) throws SAXException {
            depth--;
            if (alternatives > 0 || !isOwn(uri)) {
                alternatives -= localName.equals(ALTERNATIVES) ? 1 : 0;
                return;
            }
            try {
                listener.end(localName);
            } catch (IOException e) {
                throw new SAXException(e);
            }
        }

        @Override
        public void fatalError(org.xml.sax.SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
