package io.autocut.exports.interchange;

import java.io.StringWriter;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * An XML document while it grows, one element a line. What XML cannot carry, such as a control
 * character of a file's name, becomes a question mark. Not safe for several threads.
 */
final class XmlText {
  private static final Pattern FORBIDDEN =
      Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;
  private int depth;

  private XmlText(String head) throws XMLStreamException {
    xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    text.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + head);
  }

  /** What is written between the beginning of an element and its end. */
  interface Content {
    void write() throws XMLStreamException;
  }

  /** Writes a document. */
  interface Document {
    void write(XmlText xml) throws XMLStreamException;
  }

  /**
   * The text of a document.
   *
   * @param head what stands before its root, with a newline, for example a document type
   */
  static String of(String head, Document document) {
    try {
      XmlText xml = new XmlText(head);
      document.write(xml);
      xml.xml.close();
      return xml.text.toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("an XML document in memory cannot be written", e);
    }
  }

  /** Whether XML can carry all of {@code value}. */
  static boolean canCarry(String value) {
    return !FORBIDDEN.matcher(value).find();
  }

  /**
   * An element without content.
   *
   * @param attributes names and values by turns; one without a value ("") is left out
   */
  void element(String name, String... attributes) throws XMLStreamException {
    indent();
    xml.writeEmptyElement(name);
    write(attributes);
    // An empty element ends when the next thing is written.
    xml.writeCharacters("\n");
  }

  /** An element with others in it. */
  void element(String name, Content content, String... attributes) throws XMLStreamException {
    indent();
    xml.writeStartElement(name);
    write(attributes);
    xml.writeCharacters("\n");
    depth++;
    content.write();
    depth--;
    indent();
    xml.writeEndElement();
    xml.writeCharacters("\n");
  }

  /** An element with text in it. */
  void text(String name, String value, String... attributes) throws XMLStreamException {
    indent();
    xml.writeStartElement(name);
    write(attributes);
    xml.writeCharacters(clean(value));
    xml.writeEndElement();
    xml.writeCharacters("\n");
  }

  private void write(String... attributes) throws XMLStreamException {
    for (int i = 0; i < attributes.length; i += 2) {
      if (!attributes[i + 1].isEmpty()) {
        xml.writeAttribute(attributes[i], clean(attributes[i + 1]));
      }
    }
  }

  private static String clean(String value) {
    return FORBIDDEN.matcher(value).replaceAll("?");
  }

  private void indent() throws XMLStreamException {
    xml.writeCharacters("  ".repeat(depth));
  }
}
