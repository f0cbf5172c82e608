package io.autocut.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocut.schemas.Work;
import io.autocut.store.RunNotes;
import io.autocut.store.WorkerContext;
import io.autocut.testing.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpenseTest {
  private static final Work MEASURED =
      Work.newBuilder(Sums.NOTHING).setWallMillis(20).setCpuMillis(30).build();

  @TempDir private Path folder;
  private WorkerContext context;

  @BeforeEach
  void open() throws Exception {
    context = TestContext.in(folder).notingExpensesOf("run");
  }

  @Test
  void elementThatTheStoreHadIsReused() {
    Expense expense = expense("element");
    expense.charge(MEASURED);

    assertThat(expense.settle()).isEqualTo(MEASURED);
    assertThat(notes()).isEmpty();
  }

  @Test
  void elementThatWasComputedCostsWhatWasMeasured() {
    Work work = computed(expense("element"));

    assertThat(work.getReused()).isFalse();
    assertThat(work.getAttempts()).isEqualTo(1);
    assertThat(work.getCpuMillis()).isEqualTo(30);
  }

  @Test
  void attemptOfAWorkerThatDiedIsCounted() {
    expense("element").attempt();

    assertThat(computed(expense("element")).getAttempts()).isEqualTo(2);
  }

  @Test
  void elementThatIsReplayedCostsWhatItCostBefore() {
    computed(expense("element"));

    Expense replayed = expense("element");
    replayed.charge(MEASURED);

    assertThat(replayed.hasBegun()).isFalse();
    assertThat(replayed.settle())
        .isEqualTo(
            Work.newBuilder(MEASURED)
                .setWallMillis(40)
                .setCpuMillis(60)
                .setReused(false)
                .setAttempts(1)
                .build());
  }

  @Test
  void elementsStagesAndRunsHaveAccountsOfTheirOwn() {
    computed(expense("element"));

    assertThat(expense("other").settle().getReused()).isTrue();
    assertThat(Expense.of(context, "music", "element").settle().getReused()).isTrue();
    assertThat(
            Expense.of(context.notingExpensesOf("next"), "analysis", "element")
                .settle()
                .getReused())
        .isTrue();
  }

  @Test
  void nothingIsNotedOfARunThatIsNeverBegunAgain() throws Exception {
    WorkerContext plain = TestContext.in(folder);

    computed(Expense.of(plain, "analysis", "element"));

    assertThat(notes()).isEmpty();
    assertThat(Expense.of(plain, "analysis", "element").settle().getReused()).isTrue();
  }

  @Test
  void workerThatIsInterruptedLeavesTheNoteWhole() {
    computed(expense("element"));

    Expense interrupted = expense("element");
    Thread.currentThread().interrupt();
    interrupted.attempt();

    assertThat(Thread.interrupted()).isTrue();
    // Whether the interrupt came before the attempt was noted is the file system's business.
    assertThat(computed(expense("element")).getAttempts()).isBetween(2, 3);
    assertThat(notes()).hasSize(1);
  }

  @Test
  void noteThatCannotBeReadIsPassedOver() throws IOException {
    computed(expense("element"));
    Files.writeString(notes().get(0), "{");

    assertThat(computed(expense("element")).getAttempts()).isEqualTo(1);
  }

  @Test
  void notesOfARunGoWithIt() throws IOException {
    computed(expense("element"));
    WorkerContext other = context.notingExpensesOf("other");
    computed(Expense.of(other, "analysis", "element"));

    RunNotes.remove(store(), "run");

    assertThat(notes()).singleElement().asString().contains("/runs/other/");
    RunNotes.remove(store(), "other");
    assertThat(folder.resolve("store/runs")).isEmptyDirectory();
  }

  @Test
  void onlyOldNotesOfOtherRunsAreRemoved() throws IOException {
    computed(expense("element"));
    RunNotes.removeOlder(store(), Duration.ofHours(1));
    assertThat(notes()).hasSize(1);
    RunNotes.removeOlder(store(), Duration.ofSeconds(-5));
    assertThat(notes()).isEmpty();
  }

  private String store() {
    return folder.resolve("store").toString();
  }

  private Expense expense(String element) {
    return Expense.of(context, "analysis", element);
  }

  private static Work computed(Expense expense) {
    expense.attempt();
    expense.charge(MEASURED);
    return expense.settle();
  }

  private List<Path> notes() {
    Path runs = folder.resolve("store/runs");
    if (Files.notExists(runs)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(runs)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
