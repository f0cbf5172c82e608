package io.autocut.accounting;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.autocut.json.PlainJson;
import io.autocut.schemas.Work;
import io.autocut.store.RunNote;
import io.autocut.store.WorkerContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one element of work costs its run, over all restarts of the run.
 *
 * <p>Where a run may be begun again, a note in the store tells what it has spent on the element:
 * without it, what was made before a worker died would pass for a find of an earlier run, and an
 * attempt that died for one that never was. A note that cannot be read or written is passed over:
 * no film may fail for its account. Not safe for several threads; one element is answered by one
 * worker at a time.
 */
public final class Expense {
  private static final Logger LOG = LoggerFactory.getLogger(Expense.class);

  private final Optional<RunNote> note;
  private final Work before;
  private Work now = Sums.NOTHING;

  private Expense(Optional<RunNote> note, Work before) {
    this.note = note;
    this.before = before;
  }

  /**
   * @param stage names the work
   * @param element tells it from all other elements of the stage in this run
   */
  public static Expense of(WorkerContext context, String stage, Object... element) {
    Optional<RunNote> note = context.noteOfRun(name(stage, element));
    return new Expense(note, note.flatMap(Expense::read).orElse(Sums.NOTHING));
  }

  private static String name(String stage, Object... element) {
    Hasher hasher = Hashing.sha256().newHasher();
    for (Object part : element) {
      byte[] bytes = part.toString().getBytes(StandardCharsets.UTF_8);
      hasher.putInt(bytes.length).putBytes(bytes);
    }
    return stage + "/" + hasher.hash().toString().substring(0, 40) + ".json";
  }

  /** Counts an attempt, before it begins: a worker that dies tells nothing any more. */
  public void attempt() {
    now = Sums.of(now, new Work(0L, 0L, false, 1, Sums.NOTHING.getTraffic()));
    write();
  }

  /** Whether an attempt was counted here; not one before a restart. */
  public boolean hasBegun() {
    return now.getAttempts() > 0;
  }

  /** Adds what was measured. */
  public void charge(Work measured) {
    now = Sums.of(now, measured);
  }

  /** All of it; what was made in no attempt of this run was reused. */
  public Work settle() {
    if (now.getAttempts() > 0) {
      write();
    }
    return Sums.of(before, now);
  }

  private static Optional<Work> read(RunNote note) {
    try {
      Optional<String> json = note.read();
      return json.isEmpty()
          ? Optional.empty()
          : Optional.of(PlainJson.parse(json.get(), Work.class));
    } catch (IOException e) {
      LOG.warn("an earlier expense is not known: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private void write() {
    if (note.isPresent()) {
      try {
        note.get().write(PlainJson.line(Sums.of(before, now)));
      } catch (IOException e) {
        LOG.warn("an expense is not noted: {}", e.getMessage());
      }
    }
  }
}
