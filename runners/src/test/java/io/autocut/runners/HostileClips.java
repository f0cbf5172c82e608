package io.autocut.runners;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Clips that lie, by which somebody would read other files, fill memory or keep a machine busy.
 *
 * <p>Tables of an MP4 are found by their names; offsets within are those of ISO/IEC 14496-12.
 */
final class HostileClips {
  private static final int MANY = 0x7FFFFFFF;

  private final byte[] sound;
  private final Path secret;

  /**
   * @param sound an MP4 that nothing is wrong with
   * @param secret a clip that nobody was given
   */
  HostileClips(Path sound, Path secret) throws IOException {
    this.sound = Files.readAllBytes(sound);
    this.secret = secret;
  }

  /** Writes all of them into {@code folder}, named after what they do. */
  void in(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> clip : clips().entrySet()) {
      Files.write(folder.resolve(clip.getKey()), clip.getValue());
    }
    Files.createSymbolicLink(folder.resolve("circle.mp4"), Path.of("circle.mp4"));
    Files.createSymbolicLink(folder.resolve("nothing.mp4"), Path.of("gone.mp4"));
  }

  private Map<String, byte[]> clips() {
    return ImmutableMap.<String, byte[]>builder()
        .putAll(thatNameOthers())
        .putAll(thatClaim())
        .putAll(thatAreBroken())
        .build();
  }

  private Map<String, byte[]> thatNameOthers() {
    return ImmutableMap.of(
        "playlist.mp4",
        text("#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile://%s\n#EXT-X-ENDLIST\n"),
        "passwords.mkv",
        text("#EXTM3U\n#EXTINF:9,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"),
        "script.mp4",
        text("ffconcat version 1.0\nfile '%s'\n"),
        "session.mp4",
        text("v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nt=0 0\nm=video 5004 RTP/AVP 96\n"),
        "dash.mp4",
        text(
            "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><Period>"
                + "<AdaptationSet><Representation id=\"1\"><BaseURL>file://%s</BaseURL>"
                + "</Representation></AdaptationSet></Period></MPD>"),
        "redirect.asf",
        text("<asx version=\"3.0\"><entry><ref href=\"file://%s\"/></entry></asx>"),
        "reference.mov",
        reference(),
        "elsewhere.mov",
        patched("dref", dref -> dref.putInt(dref.position() + 20, 0)));
  }

  private Map<String, byte[]> thatClaim() {
    return ImmutableMap.<String, byte[]>builder()
        .put(
            "large.mp4",
            patched("mp4v", entry -> entry.putInt(entry.position() + 28, 12336 << 16 | 12336)))
        .put("hours.mp4", patched("stts", table -> table.putInt(table.position() + 16, MANY)))
        .put(
            "samples.mp4",
            patched("stsz", table -> table.putLong(table.position() + 8, 1L << 32 | MANY)))
        .put("listed.mp4", patched("stsz", table -> table.putInt(table.position() + 12, MANY)))
        .put("beyond.mp4", patched("stco", table -> table.putInt(table.position() + 12, MANY)))
        .put("rest.mp4", patched("mdat", box -> box.putInt(box.position() - 4, MANY)))
        .put("picture.mp4", gif())
        .build();
  }

  private Map<String, byte[]> thatAreBroken() {
    byte[] noise = new byte[100_000];
    new Random(7).nextBytes(noise);
    return ImmutableMap.<String, byte[]>builder()
        .put("empty.mp4", new byte[0])
        .put("text.mp4", text("hello\n".repeat(1000)))
        .put("half.mp4", Arrays.copyOf(sound, sound.length / 2))
        .put("noise.mp4", Bytes.concat(box("ftyp", text("isom")), noise))
        .put("noise.mkv", Bytes.concat(new byte[] {0x1a, 0x45, (byte) 0xdf, (byte) 0xa3}, noise))
        .put("deep.mp4", Bytes.concat(box("ftyp", text("isom")), nested()))
        .put("-y.mp4", sound)
        .put("%d.mp4", sound)
        .put("pipe:0.mp4", sound)
        .put("concat:a|b.mp4", sound)
        .put("a'b\"$(touch x)<script>.mp4", sound)
        .build();
  }

  private byte[] text(String format) {
    return format.replace("%s", secret.toString()).getBytes(StandardCharsets.UTF_8);
  }

  /** A movie that says where the movie is. */
  private byte[] reference() {
    byte[] url = text("file://%s\0");
    byte[] named =
        ByteBuffer.allocate(12 + url.length)
            .putInt(0)
            .put(text("url "))
            .putInt(url.length)
            .put(url)
            .array();
    return box("moov", box("rmra", box("rmda", box("rdrf", named))));
  }

  private static byte[] gif() {
    ByteBuffer gif = ByteBuffer.allocate(32).put("GIF89a".getBytes(StandardCharsets.US_ASCII));
    gif.putInt(0xFFFFFFFF).put(new byte[3]).put((byte) 0x2c).putInt(0).putInt(0xFFFFFFFF);
    return gif.array();
  }

  private static byte[] nested() {
    byte[] boxes = new byte[0];
    for (int depth = 0; depth < 2000; depth++) {
      boxes = box("moov", boxes);
    }
    return boxes;
  }

  private static byte[] box(String type, byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .putInt(8 + content.length)
        .put(type.getBytes(StandardCharsets.US_ASCII))
        .put(content)
        .array();
  }

  /** The sound clip, changed where its box of that name begins with the name. */
  private byte[] patched(String box, Consumer<ByteBuffer> change) {
    byte[] copy = sound.clone();
    int at = Bytes.indexOf(copy, box.getBytes(StandardCharsets.US_ASCII));
    if (at < 0) {
      throw new IllegalStateException("the sound clip has no box " + box);
    }
    change.accept(ByteBuffer.wrap(copy).position(at));
    return copy;
  }
}
