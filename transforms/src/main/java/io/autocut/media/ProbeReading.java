package io.autocut.media;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes in what ffprobe writes as JSON about packets, streams and format, in one go.
 *
 * <p>The packets come first and may be many: each goes into the index of its stream at once, so
 * that none is held as text.
 */
final class ProbeReading {
  /** What ffprobe is asked for of each packet. */
  static final String PACKET_ENTRIES = "packet=stream_index,pts,dts,duration,size,pos,flags";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<Integer, PacketIndex.Builder> packets = new TreeMap<>();
  private final Map<Integer, List<KeyPacket>> keyPackets = new TreeMap<>();
  private final ObjectNode description = JSON.createObjectNode();

  /** Everything but the packets. */
  JsonNode description() {
    return description;
  }

  /** The packets of that stream; none when it has none. */
  PacketIndex packets(int stream) {
    PacketIndex.Builder read = packets.getOrDefault(stream, new PacketIndex.Builder());
    return read.shownLater(delay(stream)).build();
  }

  /** How many frames decoders keep back of a stream in AVI, which tells no presentation times. */
  private int delay(int stream) {
    if (!description.at("/format/format_name").asText("").equals("avi")) {
      return 0;
    }
    for (JsonNode described : description.path("streams")) {
      if (described.path("index").asInt() == stream) {
        return described.path("has_b_frames").asInt();
      }
    }
    return 0;
  }

  /**
   * The packets of that stream that are marked as keyframes and tell their place, in file order.
   */
  List<KeyPacket> keyPackets(int stream) {
    return keyPackets.getOrDefault(stream, List.of());
  }

  void read(InputStream stdout) throws IOException {
    try {
      readAll(stdout);
    } catch (JsonProcessingException e) {
      // Broken off by a child that fails: its exit code says so, once it has written all.
      description.removeAll();
    }
    stdout.transferTo(OutputStream.nullOutputStream());
  }

  private void readAll(InputStream stdout) throws IOException {
    try (JsonParser parser =
        JSON.createParser(stdout).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals("packets")) {
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            readPacket(parser);
          }
        } else {
          description.set(name, parser.readValueAsTree());
        }
      }
    }
  }

  private void readPacket(JsonParser parser) throws IOException {
    int stream = 0;
    long pts = PacketIndex.UNTOLD;
    long dts = PacketIndex.UNTOLD;
    long duration = 0;
    long size = 0;
    long position = -1;
    String flags = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "stream_index" -> stream = parser.getValueAsInt();
        case "pts" -> pts = parser.getValueAsLong();
        case "dts" -> dts = parser.getValueAsLong();
        case "duration" -> duration = parser.getValueAsLong();
        case "size" -> size = parser.getValueAsLong();
        case "pos" -> position = parser.getValueAsLong();
        case "flags" -> flags = parser.getText();
        default -> parser.skipChildren();
      }
    }
    if (flags.startsWith("K") && pts != PacketIndex.UNTOLD && position >= 0) {
      keyPackets
          .computeIfAbsent(stream, any -> new ArrayList<>())
          .add(new KeyPacket(pts, position, size));
    }
    packets
        .computeIfAbsent(stream, any -> new PacketIndex.Builder())
        .add(pts, dts, duration, size, flags);
  }
}
