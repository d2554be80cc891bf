// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** An element of a parsed document. Reads nothing but the text it is given: no document type, no external entity. */
final class Xml {

    /** Of a number that surely fits into a long. */
    private static final int MOST_DIGITS = 18;

    /** 256 TiB. */
    static final long MOST_BYTES = 1L << 48;

    private static final long MOST_COUNT = 1 << 16;

    private static final String DEPTH = "http://www.oracle.com/xml/jaxp/properties/maxElementDepth";

    /** Each image below a disk is an element within that of the image above; whoever writes or reads deeper ones runs out of stack. */
    private static final String MOST_DEPTH = "1000";

    private final Element element;

    private Xml(Element element) {
        this.element = element;
    }

    /**
     * {@return the outermost element}
     *
     * @throws MalformedDescriptionException if the text is no XML, has a document type, or elements in more than 1000 others
     */
    static Xml parse(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(DEPTH, MOST_DEPTH);
            factory.setExpandEntityReferences(false);
            factory.setNamespaceAware(true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Throwing());
            return new Xml(
                    builder.parse(new InputSource(new StringReader(text))).getDocumentElement());
        } catch (SAXException | IOException e) {
            throw new MalformedDescriptionException("The XML cannot be read: " + e.getMessage(), e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The XML parser of this JDK has no secure mode.", e);
        }
    }

    String name() {
        String local = element.getLocalName();
        return local == null ? element.getTagName() : local;
    }

    /** {@return all children that are elements} */
    List<Xml> children() {
        List<Xml> result = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                result.add(new Xml(child));
            }
        }
        return result;
    }

    /** {@return the elements at the end of this path of names; empty if there is none} */
    List<Xml> all(String... path) {
        List<Xml> found = List.of(this);
        for (String name : path) {
            found = found.stream()
                    .flatMap(parent -> parent.children().stream())
                    .filter(child -> child.name().equals(name))
                    .toList();
        }
        return found;
    }

    /** {@return the children in a namespace} */
    List<Xml> inNamespace(String namespace) {
        return children().stream()
                .filter(child -> namespace.equals(child.element.getNamespaceURI()))
                .toList();
    }

    /** {@return the first element at the end of this path, or null} */
    @Nullable
    Xml first(String... path) {
        List<Xml> found = all(path);
        return found.isEmpty() ? null : found.get(0);
    }

    /** {@return the text of the first element at the end of this path; empty if there is none} */
    String text(String... path) {
        Xml found = first(path);
        return found == null ? "" : found.element.getTextContent().strip();
    }

    boolean has(String... path) {
        return !all(path).isEmpty();
    }

    /** {@return the attribute; empty if it is absent} */
    String attribute(String name) {
        return element.getAttribute(name);
    }

    /** {@return names of the attributes that belong to no namespace} */
    List<String> attributeNames() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            if (attribute.getNamespaceURI() == null) {
                names.add(attribute.getNodeName());
            }
        }
        return names;
    }

    /** {@return the text of this element as a whole number that is not negative, or {@code otherwise} if it is none} */
    long number(long otherwise) {
        return parsed(element.getTextContent().strip(), otherwise);
    }

    /** {@return an attribute as a whole number that is not negative, or {@code otherwise} if it is none} */
    long number(String attribute, long otherwise) {
        return parsed(attribute(attribute), otherwise);
    }

    private static long parsed(String text, long otherwise) {
        boolean isNumber =
                !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(Character::isDigit);
        return isNumber ? Long.parseLong(text) : otherwise;
    }

    /** {@return the text as bytes, by the unit that libvirt writes beside it; KiB if there is none} */
    long bytes(long otherwise) {
        long number = number(-1);
        return number < 0 ? otherwise : bytes(number, attribute("unit"));
    }

    /** {@return so many of a unit in bytes; what no host has is as much as many of which still can be added up} */
    static long bytes(long number, String unit) {
        return Math.min(number, MOST_BYTES / unit(unit)) * unit(unit);
    }

    /** {@return the attribute as a number of things, such as of CPUs; what no host has is the largest one} */
    int count(String attribute, int otherwise) {
        return (int) Math.min(MOST_COUNT, number(attribute, otherwise));
    }

    /** {@return the same of the text of this element} */
    int count(int otherwise) {
        return (int) Math.min(MOST_COUNT, number(otherwise));
    }

    private static long unit(String name) {
        return switch (name) {
            case "b", "bytes" -> 1;
            case "KB" -> 1_000;
            case "M", "MiB" -> 1L << 20;
            case "MB" -> 1_000_000;
            case "G", "GiB" -> 1L << 30;
            case "GB" -> 1_000_000_000;
            case "T", "TiB" -> 1L << 40;
            case "TB" -> 1_000_000_000_000L;
            default -> 1L << 10;
        };
    }

    /** {@return this element as text} */
    String written() {
        try {
            TransformerFactory factory = TransformerFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Transformer transformer = factory.newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter written = new StringWriter();
            transformer.transform(new DOMSource(element), new StreamResult(written));
            return written.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException("This JDK cannot write an element that it has read.", e);
        }
    }

    private static final class Throwing implements ErrorHandler {

        @Override
        public void warning(SAXParseException problem) {}

        @Override
        public void error(SAXParseException problem) throws SAXException {
            throw problem;
        }

        @Override
        public void fatalError(SAXParseException problem) throws SAXException {
            throw problem;
        }
    }
}
