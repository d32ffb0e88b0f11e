package io.github.cisalarms.audit;

import io.github.cisalarms.chain.verdict.AccountVerdict;
import io.github.cisalarms.chain.verdict.FleetVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Audits many accounts, some at a time. What goes wrong with one is said of that one, and the
 * others are finished.
 */
public final class FleetAudit {

  /** How many accounts are read at a time: nearly all of the time they wait for answers. */
  public static final int AT_A_TIME = 32;

  private final int atATime;
  private final Progress progress;

  /** Told how far an audit is, from any of its threads, one call at a time. */
  @FunctionalInterface
  public interface Progress {

    /**
     * @param done accounts that are finished
     * @param unread those of them that could not be read
     * @param all accounts of the fleet
     */
    void update(int done, int unread, int all);
  }

  /**
   * An audit of that many accounts at a time.
   *
   * @param atATime at least 1
   */
  public FleetAudit(int atATime, Progress progress) {
    if (atATime < 1) {
      throw new IllegalArgumentException(
          atATime + " accounts at a time: at least one it has to be");
    }
    this.atATime = atATime;
    this.progress = progress;
  }

  /**
   * Audits accounts.
   *
   * @param accounts in any order; what comes out does not depend on it
   * @param audit judges one; what can go wrong with an account is a verdict as well
   * @throws RuntimeException what {@code audit} throws, which ends the audit: it is a mistake of
   *     the program
   */
  public <A> FleetVerdict run(List<A> accounts, Function<A, AccountVerdict> audit) {
    Count count = new Count(accounts.size());
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.max(1, Math.min(atATime, accounts.size())), FleetAudit::thread);
    try {
      List<Future<AccountVerdict>> verdicts = new ArrayList<>();
      for (A account : accounts) {
        verdicts.add(
            threads.submit(
                () -> {
                  AccountVerdict verdict = audit.apply(account);
                  count.add(verdict);
                  return verdict;
                }));
      }
      List<AccountVerdict> all = new ArrayList<>();
      for (Future<AccountVerdict> verdict : verdicts) {
        all.add(verdict.get());
      }
      return new FleetVerdict(all);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException mistake) {
        throw mistake;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the audit was interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "cis-alarms-audit");
    thread.setDaemon(true);
    return thread;
  }

  private final class Count {
    private final int all;
    private int done;
    private int unread;

    private Count(int all) {
      this.all = all;
    }

    private synchronized void add(AccountVerdict verdict) {
      done++;
      unread += verdict.isRead() ? 0 : 1;
      progress.update(done, unread, all);
    }
  }
}
