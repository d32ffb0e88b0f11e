package io.github.cisalarms.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cisalarms.chain.verdict.AccountVerdict;
import io.github.cisalarms.chain.verdict.FleetVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FleetAuditTest {

  private final List<String> updates = new ArrayList<>();

  @Test
  void readsSoManyAccountsAtATimeAndNoMore() {
    CyclicBarrier together = new CyclicBarrier(4);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    FleetVerdict verdict =
        audit(4)
            .run(
                accounts(20),
                account -> {
                  most.accumulateAndGet(now.incrementAndGet(), Math::max);
                  meet(together);
                  now.decrementAndGet();
                  return AccountVerdict.failed(account, Optional.empty(), "not there");
                });
    assertThat(most).hasValue(4);
    assertThat(verdict.accounts()).hasSize(20);
    assertThat(verdict.nothingRead()).isTrue();
  }

  @Test
  void tellsHowFarItIs() {
    audit(1)
        .run(accounts(3), account -> AccountVerdict.failed(account, Optional.empty(), "not there"));
    assertThat(updates).containsExactly("1 1 3", "2 2 3", "3 3 3");
  }

  @Test
  void givesTheSameWhicheverAccountIsFaster() {
    List<AccountVerdict> all =
        audit(8)
            .run(
                accounts(50),
                account -> {
                  pause(Math.floorMod(account.hashCode() * 31, 7));
                  return AccountVerdict.failed(account, Optional.empty(), "not there");
                })
            .accounts();
    assertThat(all).extracting(AccountVerdict::account).isSorted().hasSize(50);
  }

  @Test
  void aFleetWithoutAccountsDoesNotComply() {
    FleetVerdict none =
        audit(4).run(List.of(), account -> AccountVerdict.failed("", Optional.empty(), ""));
    assertThat(none.compliant()).isFalse();
    assertThat(none.nothingRead()).isTrue();
    assertThat(none.headline()).isEqualTo("0 accounts: not compliant, 0 of 0 comply");
  }

  @Test
  void doesNotHideAMistakeOfTheProgram() {
    assertThatThrownBy(
            () ->
                audit(2)
                    .run(
                        accounts(5),
                        account -> {
                          throw new IllegalStateException("a mistake");
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a mistake");
  }

  private FleetAudit audit(int atATime) {
    return new FleetAudit(
        atATime, (done, unread, all) -> updates.add(done + " " + unread + " " + all));
  }

  private static List<String> accounts(int count) {
    return IntStream.range(0, count).mapToObj(i -> Long.toString(111122223300L + i)).toList();
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void pause(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
