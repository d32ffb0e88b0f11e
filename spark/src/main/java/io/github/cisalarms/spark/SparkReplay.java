package io.github.cisalarms.spark;

import io.github.cisalarms.replay.Replay;
import io.github.cisalarms.replay.ReplayResult;
import io.github.cisalarms.replay.tally.Tally;
import io.github.cisalarms.replay.trail.TrailListing;
import java.io.IOException;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Runs a replay on Spark.
 *
 * <p>The driver lists the files and divides them into slices, in their order. A task scans a slice:
 * it gives a tally, in which no event counts twice that comes twice in the slice, and the ids of
 * its events. The ids of all slices are brought together by their value; a slice that has events of
 * an earlier one is scanned once more without these. The driver merges the tallies and evaluates
 * the alarms. Nothing is counted but in what a task gives back, so a task that is retried counts
 * once.
 *
 * <p>Events that come twice are found however far they lie apart, where the command line remembers
 * {@link Replay#REMEMBERED_EVENTS}. Otherwise the result is the same.
 */
public final class SparkReplay {

  private final JavaSparkContext spark;
  private final long bytesPerTask;
  private final int threadsPerTask;

  /**
   * A way to run replays.
   *
   * @param bytesPerTask how large the files of a task are together, as they are stored
   * @param threadsPerTask how many files a task reads at a time
   */
  public SparkReplay(JavaSparkContext spark, long bytesPerTask, int threadsPerTask) {
    this.spark = spark;
    this.bytesPerTask = bytesPerTask;
    this.threadsPerTask = threadsPerTask;
  }

  /**
   * Reads the files and runs the alarms.
   *
   * @throws IOException if the listing can't be kept in a temporary file
   */
  public ReplayResult run(Replay replay, SourceFactory sources) throws IOException {
    try (TrailListing listing = replay.list(sources.sources())) {
      List<Slice> slices = Slice.of(listing.files(), bytesPerTask);
      Scan scan = Scan.of(replay.program(), sources, threadsPerTask);
      Tally tally = slices.isEmpty() ? new Tally() : tally(slices, scan);
      int files = slices.stream().mapToInt(slice -> slice.files().size()).sum();
      return replay.result(listing, files, tally);
    }
  }

  private Tally tally(List<Slice> slices, Scan scan) {
    int parts = slices.size();
    HashPartitioner bySlice = new HashPartitioner(parts);
    JavaPairRDD<Integer, Slice> all =
        spark.parallelize(slices, parts).mapToPair(slice -> new Tuple2<>(slice.index(), slice));
    // Looked at twice: for the ids, and for the tallies.
    JavaRDD<Scan.Found> found =
        all.values().map(scan::found).persist(StorageLevel.MEMORY_AND_DISK());
    JavaPairRDD<Integer, Iterable<long[]>> inEarlierSlices =
        found
            .flatMapToPair(one -> SharedIds.divided(one, parts))
            .groupByKey(parts)
            .flatMapToPair(part -> SharedIds.inEarlierSlices(part._2()))
            .groupByKey(bySlice);
    return found
        .mapToPair(one -> new Tuple2<>(one.slice(), one.tally()))
        .leftOuterJoin(inEarlierSlices, bySlice)
        .join(all, bySlice)
        .values()
        .map(
            one ->
                one._1()._2().isPresent()
                    ? new MergedTally(scan.without(one._2(), one._1()._2().get()))
                    : one._1()._1())
        .treeReduce(MergedTally::plus)
        .tally();
  }
}
