package io.github.cisalarms.spark;

import io.github.cisalarms.replay.tally.Tally;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;

/** A tally that can be sent, in the form that a checkpoint has it in. */
final class MergedTally implements Serializable {

  private static final long serialVersionUID = 1L;

  private final byte[] bytes;

  MergedTally(Tally tally) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      tally.write(new DataOutputStream(out));
    } catch (IOException e) {
      throw new UncheckedIOException("memory can be written", e);
    }
    bytes = out.toByteArray();
  }

  Tally tally() {
    try {
      return Tally.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException("a tally can be read that was written", e);
    }
  }

  MergedTally plus(MergedTally other) {
    Tally sum = tally();
    sum.merge(other.tally());
    return new MergedTally(sum);
  }
}
