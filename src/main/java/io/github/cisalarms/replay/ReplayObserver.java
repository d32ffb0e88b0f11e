package io.github.cisalarms.replay;

import io.github.cisalarms.replay.checkpoint.Checkpoint;
import io.github.cisalarms.replay.scan.ScanState;
import io.github.cisalarms.replay.scan.TrailScan;
import io.github.cisalarms.replay.trail.TrailListing;
import java.time.Duration;
import java.util.Optional;

/** Tells whoever listens how far a replay is, and notes it in the checkpoint. */
final class ReplayObserver implements TrailScan.Observer {

  private final Progress.Listener listener;
  private final TrailListing.Summary files;
  private final Optional<Checkpoint> checkpoint;
  private final long bytesBefore;
  private final long start = System.nanoTime();

  ReplayObserver(
      Progress.Listener listener,
      TrailListing.Summary files,
      ScanState state,
      Optional<Checkpoint> checkpoint) {
    this.listener = listener;
    this.files = files;
    this.checkpoint = checkpoint;
    this.bytesBefore = state.bytes();
  }

  @Override
  public void endOfFile(ScanState state) {
    checkpoint.ifPresent(file -> file.update(state));
  }

  @Override
  public void update(ScanState state, long bytes) {
    listener.update(
        new Progress(
            state.files(),
            files.files(),
            state.tally().events(),
            bytesBefore + bytes,
            bytesBefore,
            files.bytes(),
            Duration.ofNanos(System.nanoTime() - start)));
  }
}
