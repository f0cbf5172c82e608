package io.autocut.exports.interchange;

import java.io.StringWriter;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** An XML document that grows from its root. */
final class XmlTree {
  private final Document document;

  XmlTree() {
    try {
      document = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
    document.setXmlStandalone(true);
  }

  /**
   * @param attributes names and values in turn
   */
  Element root(String name, String... attributes) {
    Element element = with(document.createElement(name), attributes);
    document.appendChild(element);
    return element;
  }

  /** Adds an element at the end of {@code parent}; attributes as in {@link #root}. */
  static Element child(Element parent, String name, String... attributes) {
    Element element = with(parent.getOwnerDocument().createElement(name), attributes);
    parent.appendChild(element);
    return element;
  }

  private static Element with(Element element, String... attributes) {
    for (int i = 0; i < attributes.length; i += 2) {
      element.setAttribute(attributes[i], xmlText(attributes[i + 1]));
    }
    return element;
  }

  static void text(Element element, String text) {
    element.setTextContent(xmlText(text));
  }

  /** Without the control characters that XML 1.0 cannot hold in any way. */
  private static String xmlText(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "?");
  }

  /**
   * The document, indented.
   *
   * @param doctype name of the document type declaration; empty for none
   */
  String print(String doctype) {
    StringWriter text = new StringWriter();
    text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    if (!doctype.isEmpty()) {
      text.append("<!DOCTYPE ").append(doctype).append(">\n");
    }
    try {
      Transformer transformer = TransformerFactory.newInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      transformer.setOutputProperty(OutputKeys.INDENT, "yes");
      transformer.transform(new DOMSource(document), new StreamResult(text));
    } catch (TransformerException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }
}
