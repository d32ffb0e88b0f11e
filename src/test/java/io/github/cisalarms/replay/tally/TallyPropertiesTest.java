package io.github.cisalarms.replay.tally;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cisalarms.replay.trail.InputProblem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whoever counts what, and in which order it is put together: it comes to the same. */
class TallyPropertiesTest {

  private static final int PATTERNS = 3;

  /** What happens to a tally, at a place of its own. */
  private record Fact(int file, long number, long time, int kind, int patterns, String account) {

    void addTo(Tally tally) {
      if (kind == 0) {
        tally.addProblem(
            new Place(file, number), new InputProblem("file " + file, "problem " + number));
      } else if (kind == 1) {
        tally.addDuplicate();
        tally.addOfAccount(account, 1);
      } else if (kind == 2) {
        tally.addOfOtherAccounts(1);
      } else {
        tally.add(time);
        tally.addOfAccount(account, 1);
        BitSet matched = BitSet.valueOf(new long[] {patterns});
        // Twenty kinds, of which ten are shown.
        String identity = "identity " + number % 20;
        BitSet shown = matched.get(0, PATTERNS - 1);
        Match.Details details =
            new Match.Details(
                shown, "event", identity, "source", Optional.of("{\"n\":" + number + "}"));
        tally.add(file, "file " + file, time, new Match(number, matched, Optional.of(details)));
      }
    }
  }

  @Provide
  Arbitrary<List<Fact>> facts() {
    Arbitrary<Fact> fact =
        Combinators.combine(
                Arbitraries.integers().between(0, 5),
                Arbitraries.longs().between(-4_000, 400_000),
                Arbitraries.integers().between(0, 9),
                Arbitraries.integers().between(0, (1 << PATTERNS) - 1),
                Arbitraries.of("111122223333", "444455556666"))
            .as(
                (file, time, kind, patterns, account) ->
                    new Fact(file, 0, time, kind, patterns, account));
    return fact.list()
        .ofMaxSize(120)
        .map(
            all ->
                IntStream.range(0, all.size())
                    .mapToObj(
                        i -> {
                          Fact one = all.get(i);
                          return new Fact(
                              one.file, i, one.time, one.kind, one.patterns, one.account);
                        })
                    .toList());
  }

  @Property(tries = 300)
  void mergesInAnyOrderAndGrouping(@ForAll("facts") List<Fact> facts, @ForAll long seed) {
    Tally whole = new Tally();
    facts.forEach(fact -> fact.addTo(whole));

    Random random = new Random(seed);
    List<Fact> shuffled = new ArrayList<>(facts);
    Collections.shuffle(shuffled, random);
    List<Tally> parts = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      parts.add(new Tally());
    }
    shuffled.forEach(fact -> fact.addTo(parts.get(random.nextInt(parts.size()))));
    while (parts.size() > 1) {
      Tally one = parts.remove(random.nextInt(parts.size()));
      parts.get(random.nextInt(parts.size())).merge(one);
    }

    assertThat(seen(parts.get(0))).isEqualTo(seen(whole));
  }

  @Property(tries = 100)
  void isTheSameAfterItWasWrittenAndRead(@ForAll("facts") List<Fact> facts) throws IOException {
    Tally tally = new Tally();
    facts.forEach(fact -> fact.addTo(tally));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    tally.write(new DataOutputStream(bytes));
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    assertThat(seen(Tally.read(in))).isEqualTo(seen(tally));
    assertThat(in.read()).isEqualTo(-1);
  }

  /**
   * Spark adds up slices, the command line blocks in the order of the files: as long as all texts
   * are remembered, the lists are the same.
   */
  @Property(tries = 5)
  void listsTheSameOfTensOfThousandsOfTextsInAnyGrouping(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 80_000; i++) {
      texts.add("192.0.2." + random.nextInt(60_000));
    }
    assertThat(Set.copyOf(texts)).hasSizeGreaterThan(40_000);

    TopCounter slices = new TopCounter();
    texts.subList(0, 40_000).forEach(slices::add);
    TopCounter second = new TopCounter();
    texts.subList(40_000, texts.size()).forEach(second::add);
    slices.merge(second);
    TopCounter blocks = new TopCounter();
    for (int i = 0; i < texts.size(); i += 2_000) {
      TopCounter block = new TopCounter();
      texts.subList(i, i + 2_000).forEach(block::add);
      blocks.merge(block);
    }

    assertThat(blocks.top(10)).isEqualTo(slices.top(10));
    assertThat(blocks.error()).isZero();
  }

  /** Beyond what it remembers, a counter says how wrong it can be. */
  @Property(tries = 10)
  void saysHowExactTopListsAre(@ForAll long seed) {
    Random random = new Random(seed);
    Map<String, Long> truth = new HashMap<>();
    List<TopCounter> parts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      parts.add(new TopCounter(20_000));
    }
    for (int i = 0; i < 100_000; i++) {
      // A few frequent texts, and very many rare ones.
      double share = random.nextDouble();
      String text = "text " + (long) (share * share * share * 80_000);
      truth.merge(text, 1L, Long::sum);
      parts.get(random.nextInt(parts.size())).add(text);
    }
    TopCounter all = new TopCounter(20_000);
    parts.forEach(all::merge);

    assertThat(all.error()).isPositive();
    assertThat(all.top(1000))
        .allSatisfy(
            count ->
                assertThat(truth.get(count.value()))
                    .isBetween(count.events(), count.events() + all.error()));
    long frequent = Collections.max(truth.values());
    assertThat(frequent).isGreaterThan(10 * all.error());
    assertThat(truth.get(all.top(1).get(0).value())).isEqualTo(frequent);
  }

  /** All that a result is made of. */
  private static List<Object> seen(Tally tally) {
    List<Object> seen =
        new ArrayList<>(
            List.of(
                tally.events(),
                tally.duplicates(),
                tally.otherAccounts(),
                tally.first(),
                tally.last(),
                tally.accounts(),
                tally.problemCount(),
                tally.problems(),
                Arrays.toString(tally.minutes())));
    for (int i = 0; i < PATTERNS; i++) {
      PatternTally pattern = tally.pattern(i);
      seen.add(
          List.of(
              pattern.matches(),
              pattern.first(),
              pattern.last(),
              pattern.identities(30),
              pattern.events(30),
              pattern.sources(30),
              pattern.error(),
              pattern.samples(),
              Arrays.toString(pattern.minutes().minutes()),
              Arrays.stream(pattern.minutes().minutes())
                  .mapToObj(minute -> pattern.minutes().count(minute))
                  .toList()));
    }
    return seen;
  }
}
