package io.autocut.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PacketIndexTest {

  @Test
  void picturesThatWereReorderedAreListedAsShown() throws Exception {
    PacketIndex packets =
        index(
            """
            0,-512,512,7000,K__
            1536,0,512,2000,___
            512,512,512,200,___
            1024,1024,512,100,___
            """);

    assertThat(packets.pts().asList()).containsExactly(0L, 512L, 1024L, 1536L);
    assertThat(packets.sizes().asList()).containsExactly(7000, 2000, 200, 100);
    assertThat(packets.endPts()).isEqualTo(2048);
  }

  @Test
  void keyframesAreListedAsShown() throws Exception {
    PacketIndex packets = index("0,0,1,9,K__\n1,1,1,9,___\n2,2,1,9,K__\n");

    assertThat(packets.keyframes().asList()).containsExactly(0L, 2L);
  }

  @Test
  void packetsHiddenByAnEditListAreLeftOut() throws Exception {
    PacketIndex packets = index("-1,-1,1,9,KD_\n0,0,1,9,_D_\n1,1,1,7,___\n2,2,1,5,K__\n");

    assertThat(packets.pts().asList()).containsExactly(1L, 2L);
    assertThat(packets.sizes().asList()).containsExactly(7, 5);
    assertThat(packets.keyframes().asList()).containsExactly(2L);
  }

  @Test
  void picturesBeforeTheFirstKeyframeAreLeftOut() throws Exception {
    PacketIndex packets =
        index("0,0,1,9,___\n3,1,1,9,K__\n1,2,1,9,___\n2,3,1,9,___\n4,4,1,9,___\n");

    assertThat(packets.pts().asList()).containsExactly(3L, 4L);
  }

  @Test
  void packetWithoutPtsIsShownWhenItIsDecoded() throws Exception {
    assertThat(index("N/A,40,40,9,K__\n").pts().asList()).containsExactly(40L);
  }

  @Test
  void packetWithoutAnyTimeIsLeftOut() throws Exception {
    assertThat(index("N/A,N/A,40,9,K__\n0,0,40,9,K__\n").pts().asList()).containsExactly(0L);
  }

  @Test
  void lastFrameWithoutDurationLastsAsLongAsTheOneBefore() throws Exception {
    assertThat(index("0,0,N/A,9,K__\n40,40,N/A,9,___\n90,90,N/A,9,___\n").endPts()).isEqualTo(140);
  }

  @Test
  void onlyFrameWithoutDurationLastsAMomentAtLeast() throws Exception {
    assertThat(index("7,7,N/A,9,K__\n").endPts()).isGreaterThan(7);
  }

  @Test
  void negativeDurationIsTakenAsNone() throws Exception {
    assertThat(index("0,0,40,9,K__\n40,40,-5,9,___\n").endPts()).isEqualTo(80);
  }

  @Test
  void fileWithoutPacketsIsEmpty() throws Exception {
    assertThat(index("").isEmpty()).isTrue();
  }

  @Test
  void linesThatAreNoPacketsArePassedOver() throws Exception {
    assertThat(index("\nside data\n0,0,1,9,K__\n").pts().asList()).containsExactly(0L);
  }

  @Test
  void whatWasReadBeforeTheDamageCounts() throws Exception {
    assertThat(damagedAfter("0,0,40,9,K__\n").pts().asList()).containsExactly(0L);
  }

  @Test
  void fileThatIsDamagedFromItsStartIsRefused() {
    assertThatThrownBy(() -> damagedAfter(""))
        .isInstanceOf(FfmpegException.class)
        .hasMessage("FFmpeg exit code 1");
  }

  @Test
  void asksForTheColumnsThatItReads() throws Exception {
    StringBuilder asked = new StringBuilder();
    PacketIndex.of(
        ScriptedFfmpeg.answering(
            command -> {
              asked.append(command);
              return "";
            }),
        FfmpegCommand.ffprobe());

    assertThat(asked)
        .endsWith(" -show_entries packet=pts,dts,duration,size,flags -of csv=p=0:nk=1");
  }

  private static PacketIndex index(String csv) throws IOException, InterruptedException {
    return PacketIndex.of(ScriptedFfmpeg.answering(command -> csv), FfmpegCommand.ffprobe());
  }

  private static PacketIndex damagedAfter(String csv) throws IOException, InterruptedException {
    Ffmpeg broken =
        new Ffmpeg() {
          @Override
          public FfmpegResult run(FfmpegCommand command, StdoutReader reader) throws IOException {
            reader.read(new java.io.ByteArrayInputStream(csv.getBytes(StandardCharsets.US_ASCII)));
            throw new FfmpegException("FFmpeg exit code 1", command, 1, "");
          }

          @Override
          public FfmpegInstallation installation() {
            throw new UnsupportedOperationException();
          }
        };
    return PacketIndex.of(broken, FfmpegCommand.ffprobe());
  }
}
