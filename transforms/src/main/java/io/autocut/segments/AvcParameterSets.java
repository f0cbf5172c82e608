package io.autocut.segments;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The parameter sets of an H.264 track as its sample description holds them (ISO/IEC 14496-15,
 * AVCDecoderConfigurationRecord). Immutable.
 */
final class AvcParameterSets {
  private static final int HEAD = 5;
  private static final int MOST_IDS = 32;

  private final byte[] head;
  private final ImmutableList<byte[]> sequence;
  private final ImmutableList<byte[]> picture;
  private final byte[] extension;

  private AvcParameterSets(
      byte[] head, List<byte[]> sequence, List<byte[]> picture, byte[] extension) {
    this.head = head;
    this.sequence = ImmutableList.copyOf(sequence);
    this.picture = ImmutableList.copyOf(picture);
    this.extension = extension;
  }

  /**
   * Reads the payload of an {@code avcC} box.
   *
   * @throws IOException when it is none
   */
  static AvcParameterSets parse(byte[] record) throws IOException {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(record);
      byte[] head = new byte[HEAD];
      bytes.get(head);
      List<byte[]> sequence = sets(bytes, bytes.get() & 0x1f);
      List<byte[]> picture = sets(bytes, bytes.get() & 0xff);
      byte[] extension = new byte[bytes.remaining()];
      bytes.get(extension);
      return new AvcParameterSets(head, sequence, picture, extension);
    } catch (java.nio.BufferUnderflowException e) {
      throw new IOException("a sample description ends within its parameter sets", e);
    }
  }

  private static List<byte[]> sets(ByteBuffer bytes, int count) {
    List<byte[]> sets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] set = new byte[Short.toUnsignedInt(bytes.getShort())];
      bytes.get(set);
      sets.add(set);
    }
    return sets;
  }

  /** How many bytes tell the length of each unit of a sample. */
  int lengthBytes() {
    return (head[HEAD - 1] & 3) + 1;
  }

  /** The lowest number that none of its sets has, from 1. */
  int freeId() throws IOException {
    List<Integer> taken = new ArrayList<>();
    sequence.forEach(set -> taken.add(sequenceId(set)));
    picture.forEach(set -> taken.add(H264Bits.ofUnit(set).number()));
    for (int id = 1; id < MOST_IDS; id++) {
      if (!taken.contains(id)) {
        return id;
      }
    }
    throw new IOException("the footage uses all numbers of parameter sets");
  }

  private static int sequenceId(byte[] set) {
    H264Bits bits = H264Bits.ofUnit(set);
    bits.skip(24);
    return bits.number();
  }

  /** These sets and behind them those of {@code others}, which have other numbers. */
  AvcParameterSets with(AvcParameterSets others) {
    checkArgument(
        lengthBytes() == others.lengthBytes(),
        "units with lengths of %s and %s bytes",
        lengthBytes(),
        others.lengthBytes());
    return new AvcParameterSets(
        head,
        ImmutableList.<byte[]>builder().addAll(sequence).addAll(others.sequence).build(),
        ImmutableList.<byte[]>builder().addAll(picture).addAll(others.picture).build(),
        extension);
  }

  /** The payload of an {@code avcC} box. */
  byte[] record() {
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.writeBytes(head);
    record.write(0xe0 | sequence.size());
    sequence.forEach(set -> write(record, set));
    record.write(picture.size());
    picture.forEach(set -> write(record, set));
    record.writeBytes(extension);
    return record.toByteArray();
  }

  private static void write(ByteArrayOutputStream record, byte[] set) {
    record.write(set.length >>> 8);
    record.write(set.length);
    record.writeBytes(set);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AvcParameterSets that && Arrays.equals(record(), that.record());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(record());
  }
}
