package io.autocut.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocut.schemas.EditRate;
import io.autocut.schemas.VideoStream;
import io.autocut.testing.SmallClips;
import io.autocut.testing.TestFfmpeg;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What containers do not tell is found out from packets and frames. */
class UntoldTraitsTest {
  private static final String PICTURES = "testsrc=s=64x48:r=25:d=0.4";

  @TempDir private Path folder;

  private MediaProbe.ReadClip read(String name, String graph, String... options) throws Exception {
    Path clip = SmallClips.in(folder).drawn(name, graph, options);
    return new MediaProbe(TestFfmpeg.ffmpeg()).readClip(clip);
  }

  @Test
  void rawDvIsInterlacedAndOfItsOwnRate() throws Exception {
    VideoStream video =
        read("a.dv", "testsrc=s=720x576:r=25:d=0.4,format=yuv420p", "-c:v", "dvvideo")
            .probed()
            .video();

    assertThat(video.getInterlaced()).isTrue();
    assertThat(video.getAverageRate()).isEqualTo(new EditRate(25, 1));
  }

  @Test
  void framesThatSayTheyAreInterlacedAreWhereTheContainerSaysNothing() throws Exception {
    assertThat(
            read("a.avi", PICTURES + ",setfield=tff", "-c:v", "mpeg4", "-flags", "+ilme+ildct")
                .probed()
                .video()
                .getInterlaced())
        .isTrue();
    assertThat(read("b.avi", PICTURES, "-c:v", "mpeg4").probed().video().getInterlaced()).isFalse();
  }

  @Test
  void packetsInAviAreListedWhenDecodersShowThem() throws Exception {
    PacketIndex packets = read("a.avi", PICTURES, "-c:v", "mpeg4", "-bf", "2").packets();

    assertThat(packets.pts().asList()).isEqualTo(LongStream.rangeClosed(1, 10).boxed().toList());
    assertThat(packets.keyframes().asList()).containsExactly(1L);
    assertThat(packets.endPts()).isEqualTo(11);
  }

  @Test
  void bareStreamIsRefusedAndTheWayOutIsTold() {
    assertThatThrownBy(() -> read("a.m2v", PICTURES, "-c:v", "mpeg2video"))
        .isInstanceOf(UnusableMediaException.class)
        .hasMessage(
            "is a bare video stream (mpegvideo), which has no time stamps; put it into a container"
                + " first: ffmpeg -i IN -c copy OUT.mkv");
  }
}
