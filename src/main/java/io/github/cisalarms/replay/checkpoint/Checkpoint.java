package io.github.cisalarms.replay.checkpoint;

import io.github.cisalarms.files.GeneratedFile;
import io.github.cisalarms.replay.scan.ScanProgram;
import io.github.cisalarms.replay.scan.ScanState;
import io.github.cisalarms.replay.trail.TrailListing;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A file that says how far a replay is. It is bound to the files that are read, to the patterns and
 * to this version of the program: with any others the counts would be wrong, so it is refused.
 *
 * <p>The file: {@link #MAGIC}; the version of this format; the program's version; digest and number
 * of the files, and the digest of the patterns; the {@link ScanState}; SHA-256 of all before.
 */
public final class Checkpoint {

  private static final byte[] MAGIC =
      "cis-alarms replay checkpoint\n".getBytes(StandardCharsets.US_ASCII);
  private static final int FORMAT = 2;
  private static final int DIGEST_BYTES = 32;
  private static final long LEAST_NANOS_BETWEEN = 100_000_000;

  /** Writing takes this part of the time at most. */
  private static final int ONE_PART_OF = 20;

  private final Path file;
  private final Identity identity;
  private long next = System.nanoTime() + LEAST_NANOS_BETWEEN;

  /** What a replay is told from others by. */
  private record Identity(String program, byte[] listing, int files, byte[] patterns) {

    void write(DataOutputStream out) throws IOException {
      out.writeUTF(program);
      out.write(listing);
      out.writeInt(files);
      out.write(patterns);
    }

    static Identity read(DataInputStream in) throws IOException {
      return new Identity(
          in.readUTF(), in.readNBytes(DIGEST_BYTES), in.readInt(), in.readNBytes(DIGEST_BYTES));
    }

    /** Why a replay can't go on from a checkpoint of another one. */
    Optional<String> difference(Identity saved) {
      if (!program.equals(saved.program)) {
        return Optional.of(
            "was written by version " + saved.program + " of the program, this is " + program);
      }
      if (!Arrays.equals(listing, saved.listing)) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "is of another replay: of %d files, where there are %d now%s; a trail grows, so"
                    + " give --since and --until as times, such as 2026-08-01",
                saved.files,
                files,
                files == saved.files ? ", others or of other sizes" : ""));
      }
      return Arrays.equals(patterns, saved.patterns)
          ? Optional.empty()
          : Optional.of("is of another replay: of other controls, patterns or another account");
    }
  }

  private Checkpoint(Path file, Identity identity) {
    this.file = file;
    this.identity = identity;
  }

  /** The checkpoint of a replay of listed files, whether or not its own file is there. */
  public static Checkpoint of(Path file, ScanProgram program, TrailListing listing) {
    MessageDigest patterns = sha256();
    // Another one shows what this one only counts: where the former end is part of it.
    update(patterns, Integer.toString(program.shown().size()));
    program.patterns().forEach(pattern -> update(patterns, pattern));
    update(patterns, program.account().orElse(""));
    String version =
        Optional.ofNullable(Checkpoint.class.getPackage().getImplementationVersion())
            .orElse("unknown");
    return new Checkpoint(
        file,
        new Identity(version, listing.digest(), listing.summary().files(), patterns.digest()));
  }

  private static void update(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Where the replay is. Writes the file if it is not there, so that a place where none can be is
   * known before hours have passed.
   *
   * @param beginning the state before the first file
   * @throws IOException if the file is damaged or of another replay, or can't be written
   */
  public ScanState start(Supplier<ScanState> beginning) throws IOException {
    if (Files.exists(file)) {
      return read();
    }
    ScanState state = beginning.get();
    write(state);
    return state;
  }

  /** Writes the state if the last one is old enough. */
  public void update(ScanState state) {
    long now = System.nanoTime();
    if (now - next < 0) {
      return;
    }
    try {
      write(state);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long end = System.nanoTime();
    next = end + Math.max(LEAST_NANOS_BETWEEN, ONE_PART_OF * (end - now));
  }

  private void write(ScanState state) throws IOException {
    GeneratedFile.replace(file, out -> write(state, out));
  }

  private void write(ScanState state, OutputStream out) throws IOException {
    DigestOutputStream digested =
        new DigestOutputStream(new BufferedOutputStream(out, 1 << 16), sha256());
    DataOutputStream data = new DataOutputStream(new BufferedOutputStream(digested, 1 << 16));
    data.write(MAGIC);
    data.writeInt(FORMAT);
    identity.write(data);
    state.write(data);
    data.flush();
    byte[] checksum = digested.getMessageDigest().digest();
    digested.on(false);
    digested.write(checksum);
    digested.flush();
  }

  private ScanState read() throws IOException {
    requireChecksum();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      in.skipNBytes(MAGIC.length);
      int format = in.readInt();
      if (format != FORMAT) {
        throw refused("was written by a version of the program with another format");
      }
      Optional<String> difference = identity.difference(Identity.read(in));
      if (difference.isPresent()) {
        throw refused(difference.get());
      }
      return ScanState.read(in);
    } catch (EOFException e) {
      throw refused("is damaged: it ends too early");
    }
  }

  /** Looks at the whole file before any of it is believed. */
  private void requireChecksum() throws IOException {
    long length = Files.size(file) - DIGEST_BYTES;
    MessageDigest digest = sha256();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      byte[] magic = in.readNBytes(MAGIC.length);
      if (!Arrays.equals(magic, MAGIC)) {
        throw new IOException(
            file + ": is no checkpoint of a replay; name another file for --resume");
      }
      digest.update(magic);
      byte[] buffer = new byte[1 << 16];
      long left = length - MAGIC.length;
      while (left > 0) {
        int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (count < 0) {
          break;
        }
        digest.update(buffer, 0, count);
        left -= count;
      }
      if (left != 0 || !Arrays.equals(digest.digest(), in.readAllBytes())) {
        throw refused("is damaged: its checksum is wrong");
      }
    }
  }

  private IOException refused(String reason) {
    return new IOException(file + ": " + reason + "; delete it to start anew");
  }
}
