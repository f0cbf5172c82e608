package io.autocut.segments;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The one track of an MP4 file that FFmpeg has written with its index behind the pictures: how its
 * samples are described, and how it is turned (ISO/IEC 14496-12).
 *
 * <p>What FFmpeg cannot be told to write is set here: parameter sets of two encoders in one
 * description, and the description of the footage over pictures that were encoded. The pictures are
 * not touched, and so no place in the file changes. Not safe for several threads.
 */
final class Mp4Track {
  private static final int BOX_HEAD = 8;

  /** Behind the number of entries. */
  private static final int DESCRIPTION_HEAD = BOX_HEAD + 8;

  private static final int VISUAL_ENTRY_HEAD = BOX_HEAD + 78;

  /** The matrix and the size are the last of a track's header, in each of its versions. */
  private static final int SHAPE_BYTES = 36 + 8;

  private static final ImmutableList<String> TO_TABLES =
      ImmutableList.of("moov", "trak", "mdia", "minf", "stbl");

  private final Path file;
  private final long indexPosition;
  private byte[] index;

  private record Box(int begin, int end) {
    int length() {
      return end - begin;
    }
  }

  private Mp4Track(Path file, long indexPosition, byte[] index) {
    this.file = file;
    this.indexPosition = indexPosition;
    this.index = index;
  }

  /**
   * @throws IOException when the file is not as FFmpeg writes it
   */
  static Mp4Track read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long position = 0;
      ByteBuffer head = ByteBuffer.allocate(2 * BOX_HEAD);
      while (position + BOX_HEAD <= channel.size()) {
        head.clear();
        channel.read(head, position);
        long length = Integer.toUnsignedLong(head.getInt(0));
        String type = new String(head.array(), 4, 4, StandardCharsets.US_ASCII);
        length = length == 1 ? head.getLong(BOX_HEAD) : length;
        if (type.equals("moov") && position + length == channel.size()) {
          ByteBuffer index = ByteBuffer.allocate(Math.toIntExact(length));
          while (index.hasRemaining() && channel.read(index, position + index.position()) > 0) {
            // A read may give fewer bytes than asked for.
          }
          return new Mp4Track(file, position, index.array());
        }
        if (length < BOX_HEAD) {
          break;
        }
        position += length;
      }
    }
    throw new IOException(file.getFileName() + " does not end with an index (moov)");
  }

  /** Sizes of its samples in the order in which they are stored; unit: bytes. */
  ImmutableIntArray sampleSizes() throws IOException {
    Box sizes = find(tables(), "stsz");
    ByteBuffer bytes = ByteBuffer.wrap(index, sizes.begin() + BOX_HEAD + 4, sizes.length() - 12);
    int same = bytes.getInt();
    int count = bytes.getInt();
    ImmutableIntArray.Builder all = ImmutableIntArray.builder(count);
    for (int i = 0; i < count; i++) {
      all.add(same != 0 ? same : bytes.getInt());
    }
    return all.build();
  }

  /** The parameter sets of an H.264 track. */
  AvcParameterSets parameterSets() throws IOException {
    Box sets = avcC().orElseThrow(() -> new IOException("no parameter sets of H.264"));
    return AvcParameterSets.parse(Arrays.copyOfRange(index, sets.begin() + BOX_HEAD, sets.end()));
  }

  /** Takes over how {@code other} describes its samples, how it is turned and its size. */
  void describeAs(Mp4Track other) throws IOException {
    Box theirs = other.find(other.tables(), "stsd");
    replace(
        within(TO_TABLES, "stsd"), Arrays.copyOfRange(other.index, theirs.begin(), theirs.end()));
    Box from = other.shape();
    Box to = shape();
    System.arraycopy(other.index, from.begin(), index, to.begin(), SHAPE_BYTES);
  }

  /** Puts other parameter sets into the description of an H.264 track. */
  void setParameterSets(AvcParameterSets sets) throws IOException {
    byte[] record = sets.record();
    ByteBuffer box = ByteBuffer.allocate(BOX_HEAD + record.length);
    box.putInt(box.capacity()).put("avcC".getBytes(StandardCharsets.US_ASCII)).put(record);
    List<Box> chain = within(TO_TABLES, "stsd");
    chain.add(entry());
    chain.add(avcC().orElseThrow(() -> new IOException("no parameter sets of H.264")));
    replace(chain, box.array());
  }

  /** Writes what was changed into the file. */
  void write() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(index);
      while (bytes.hasRemaining()) {
        channel.write(bytes, indexPosition + bytes.position());
      }
      channel.truncate(indexPosition + index.length);
    }
  }

  private Box tables() throws IOException {
    List<Box> chain = within(TO_TABLES.subList(0, 4), "stbl");
    return chain.get(chain.size() - 1);
  }

  private Box shape() throws IOException {
    List<Box> chain = within(ImmutableList.of("moov", "trak"), "tkhd");
    int end = chain.get(chain.size() - 1).end();
    return new Box(end - SHAPE_BYTES, end);
  }

  private Box entry() throws IOException {
    int begin = find(tables(), "stsd").begin() + DESCRIPTION_HEAD;
    return new Box(begin, begin + ByteBuffer.wrap(index).getInt(begin));
  }

  private Optional<Box> avcC() throws IOException {
    Box entry = entry();
    return child(entry.begin() + VISUAL_ENTRY_HEAD, entry.end(), "avcC");
  }

  /** The boxes one within the other, the outermost first. */
  private List<Box> within(List<String> outer, String innermost) throws IOException {
    List<Box> chain = new ArrayList<>();
    chain.add(new Box(0, index.length));
    for (String type : outer.subList(1, outer.size())) {
      chain.add(find(chain.get(chain.size() - 1), type));
    }
    chain.add(find(chain.get(chain.size() - 1), innermost));
    return chain;
  }

  private Box find(Box parent, String type) throws IOException {
    return child(parent.begin() + BOX_HEAD, parent.end(), type)
        .orElseThrow(() -> new IOException(file.getFileName() + " has no box " + type));
  }

  private Optional<Box> child(int from, int end, String type) {
    ByteBuffer bytes = ByteBuffer.wrap(index);
    int begin = from;
    while (begin + BOX_HEAD <= end) {
      int length = bytes.getInt(begin);
      if (new String(index, begin + 4, 4, StandardCharsets.US_ASCII).equals(type)) {
        return Optional.of(new Box(begin, begin + length));
      }
      if (length < BOX_HEAD) {
        break;
      }
      begin += length;
    }
    return Optional.empty();
  }

  /** Puts other bytes in the place of the innermost box and lengthens those around it. */
  private void replace(List<Box> chain, byte[] box) {
    Box old = chain.get(chain.size() - 1);
    int more = box.length - old.length();
    ByteBuffer changed = ByteBuffer.allocate(index.length + more);
    changed.put(index, 0, old.begin()).put(box).put(index, old.end(), index.length - old.end());
    for (Box outer : chain.subList(0, chain.size() - 1)) {
      changed.putInt(outer.begin(), outer.length() + more);
    }
    index = changed.array();
  }
}
