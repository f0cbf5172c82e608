package io.autocut.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.ClipOrder;
import io.autocut.schemas.ClipPlace;
import io.autocut.schemas.ClipWish;
import io.autocut.schemas.ExactSeconds;
import io.autocut.schemas.MontageWishes;
import io.autocut.schemas.RepeatPolicy;
import io.autocut.schemas.SourceRange;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wishes in the lines of manifests. */
final class WishManifestTest {
  private static final String LINE =
      "{\"montageId\":\"m\",\"clips\":[\"b.mp4\",\"a.mp4\"],\"music\":\"song.mp3\"%s}";

  @TempDir Path temp;
  private ManifestFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = new ManifestFolder(temp);
  }

  private MontageWishes wishes(String fields) throws Exception {
    return folder.read("m.jsonl", LINE.formatted(fields)).get(0).getWishes();
  }

  @Test
  void lineWithoutWishesHasNone() throws Exception {
    assertThat(wishes("")).isNull();
    assertThat(wishes(",\"wishes\":[]")).isNull();
  }

  @Test
  void jsonLineSaysEverything() throws Exception {
    assertThat(
            wishes(
                ",\"order\":\"as-given\",\"durationMillis\":90000,\"minShotMillis\":300,\"maxShotMillis\":2500,"
                    + "\"repeat\":\"never\",\"wishes\":[{\"clip\":\"a.mp4\",\"mustInclude\":true,"
                    + "\"ranges\":[{\"in\":1.1,\"out\":4},{\"in\":\"1:00.5\"}],\"weight\":2,\"atLeast\":1,"
                    + "\"atMost\":2,\"place\":\"start\"},{\"clip\":\"b.mp4\",\"weight\":0.5,\"place\":\"anywhere\"}]"))
        .isEqualTo(
            MontageWishes.newBuilder()
                .setOrder(ClipOrder.AS_GIVEN)
                .setGivenOrder(List.of(folder.uri("b.mp4"), folder.uri("a.mp4")))
                .setDurationMillis(90_000)
                .setMinShotMillis(300)
                .setMaxShotMillis(2500)
                .setRepeat(RepeatPolicy.NEVER)
                .setClips(
                    List.of(
                        ClipWish.newBuilder()
                            .setClip(folder.uri("a.mp4"))
                            .setMustInclude(true)
                            .setRanges(
                                List.of(
                                    new SourceRange(
                                        new ExactSeconds(11L, 10L), new ExactSeconds(4L, 1L)),
                                    new SourceRange(new ExactSeconds(121L, 2L), null)))
                            .setWeightPermille(2000)
                            .setAtLeast(1)
                            .setAtMost(2)
                            .setPlace(ClipPlace.START)
                            .build(),
                        ClipWish.newBuilder()
                            .setClip(folder.uri("b.mp4"))
                            .setWeightPermille(500)
                            .build()))
                .build());
  }

  @Test
  void decimalsThatNoDoubleHoldsAreExact() throws Exception {
    assertThat(
            wishes(",\"wishes\":[{\"clip\":\"a.mp4\",\"ranges\":[{\"in\":123456789.123456789}]}]")
                .getClips()
                .get(0)
                .getRanges()
                .get(0)
                .getSourceIn())
        .isEqualTo(new ExactSeconds(123_456_789_123_456_789L, 1_000_000_000L));
  }

  @Test
  void csvLineSaysWhatIsFlat() throws Exception {
    MontageWishes wishes =
        folder
            .read(
                "m.csv",
                "montageId,clips,music,include,exclude,order,durationMillis,atMost\n"
                    + "m,a.mp4;b.mp4,song.mp3,a.mp4,b.mp4,chronological,60000,3\n")
            .get(0)
            .getWishes();

    assertThat(wishes)
        .isEqualTo(
            MontageWishes.newBuilder()
                .setOrder(ClipOrder.CHRONOLOGICAL)
                .setDurationMillis(60_000)
                .setClips(
                    List.of(
                        ClipWish.newBuilder()
                            .setClip(folder.uri("a.mp4"))
                            .setMustInclude(true)
                            .setAtMost(3)
                            .build(),
                        ClipWish.newBuilder()
                            .setClip(folder.uri("b.mp4"))
                            .setExclude(true)
                            .build()))
                .build());
  }

  @Test
  void avroRecordSaysWhatIsFlat() throws Exception {
    Schema schema =
        AvroLines.required()
            .name("include")
            .type()
            .array()
            .items()
            .stringType()
            .noDefault()
            .requiredString("repeat")
            .optionalInt("maxShotMillis")
            .endRecord();
    GenericRecord record = new GenericData.Record(schema);
    record.put("montageId", "m");
    record.put("clips", List.of("a.mp4"));
    record.put("music", "song.mp3");
    record.put("include", List.of("a.mp4"));
    record.put("repeat", "never");
    record.put("maxShotMillis", 1500);
    Path file = temp.resolve("m.avro");
    try (var writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(schema))) {
      writer.create(schema, file.toFile());
      writer.append(record);
    }

    MontageWishes wishes =
        ManifestReader.within(AllowedPaths.everyLocalPath()).read(file).get(0).getWishes();

    assertThat(wishes.getRepeat()).isEqualTo(RepeatPolicy.NEVER);
    assertThat(wishes.getMaxShotMillis()).isEqualTo(1500);
    assertThat(wishes.getClips()).extracting(ClipWish::getMustInclude).containsExactly(true);
  }

  @Test
  void lineCountsBeforeWhatIsWishedOfAll() throws Exception {
    WishSpec ofAll =
        new WishSpec(
            List.of(new WishSpec.OfClip(WishSpec.Kind.AT_MOST_EACH, "", "1")),
            "chronological",
            "never",
            60_000,
            0,
            0);
    folder.using(
        ManifestReader.within(AllowedPaths.everyLocalPath())
            .withStyle(MontageStyle.standard().withWishes(ofAll)));

    MontageWishes wishes = wishes(",\"order\":\"free\",\"durationMillis\":30000,\"atMost\":2");

    assertThat(wishes.getOrder()).isEqualTo(ClipOrder.FREE);
    assertThat(wishes.getDurationMillis()).isEqualTo(30_000);
    assertThat(wishes.getRepeat()).isEqualTo(RepeatPolicy.NEVER);
    assertThat(wishes.getClips()).extracting(ClipWish::getAtMost).containsExactly(2, 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"wishes\":{}|\"wishes\" must be an array of objects, not an object.",
        "\"wishes\":[7]|\"wishes[0]\" must be an object, not the number 7.",
        "\"wishes\":[{}]|\"wishes[0].clip\" is missing.",
        "\"wishes\":[{\"clip\":\"\",\"exclude\":true}]|a wish: a path is empty",
        "\"wishes\":[{\"clip\":\"a.mp4\",\"wieght\":2}]|unknown field \"wieght\" in \"wishes[0]\". Known are clip, mustInclude, exclude, ranges, weight, atLeast, atMost, place.",
        "\"wishes\":[{\"clip\":\"a.mp4\",\"weight\":\"2\"}]|\"wishes[0].weight\" must be a number, not a string.",
        "\"wishes\":[{\"clip\":\"a.mp4\",\"exclude\":1}]|\"wishes[0].exclude\" must be true or false, not the number 1.",
        "\"wishes\":[{\"clip\":\"a.mp4\",\"place\":\"middle\"}]|\"wishes[0].place\" must be start, end or anywhere, not \"middle\"",
        "\"wishes\":[{\"clip\":\"a.mp4\",\"ranges\":[{\"out\":2}]}]|\"wishes[0].ranges[0].in\" is missing.",
        "\"wishes\":[{\"clip\":\"a.mp4\",\"ranges\":[{\"in\":true}]}]|\"wishes[0].ranges[0].in\" must be a string, not true.",
        "\"wishes\":[{\"clip\":\"a.mp4\",\"ranges\":[{\"in\":3,\"out\":2}]}]|a range of \"a.mp4\" ends before it begins: \"3-2\"",
        "\"wishes\":[{\"clip\":\"a.mp4\",\"atMost\":1e999999999}]|how often \"a.mp4\" is shown at most must be an integer from 0 to 10000: \"Infinity\"",
        "\"exclude\":\"a.mp4\"|\"exclude\" must be an array of strings, not a string.",
        "\"durationMillis\":1.5|\"durationMillis\" must be an integer, not the number 1.5.",
      })
  void oddWishIsRefusedWithItsPlace(String fields, String message) {
    assertThat(folder.errors("m.jsonl", LINE.formatted("," + fields)))
        .containsExactly("m.jsonl line 1: " + message);
  }
}
