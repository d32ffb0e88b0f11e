package io.github.cisalarms.replay.trail;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Sorts any number of files in bounded memory: what is too much goes to a temporary file in sorted
 * runs, which are merged when they are read.
 */
final class SortedFiles implements Closeable {

  private static final int BUFFER = 1 << 15;

  private final int mostInMemory;
  private final List<Long> runEnds = new ArrayList<>();
  private List<ListedFile> inMemory = new ArrayList<>();
  private FileChannel temporary;

  /**
   * An empty one.
   *
   * @param mostInMemory how many files are kept in memory
   */
  SortedFiles(int mostInMemory) {
    this.mostInMemory = mostInMemory;
  }

  void add(ListedFile file) {
    if (inMemory.size() == mostInMemory) {
      spill();
    }
    inMemory.add(file);
  }

  private void spill() {
    inMemory.sort(ListedFile.ORDER);
    try {
      if (temporary == null) {
        Path path = Files.createTempFile("cis-alarms", ".listing");
        temporary =
            FileChannel.open(
                path,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
      }
      Deflater fast = new Deflater(Deflater.BEST_SPEED);
      // Not closed, since that would close the channel.
      DeflaterOutputStream deflated =
          new DeflaterOutputStream(Channels.newOutputStream(temporary), fast, BUFFER);
      DataOutputStream out = new DataOutputStream(new BufferedOutputStream(deflated, BUFFER));
      out.writeInt(inMemory.size());
      for (ListedFile file : inMemory) {
        file.write(out);
      }
      out.flush();
      deflated.finish();
      fast.end();
      runEnds.add(temporary.position());
      inMemory = new ArrayList<>();
    } catch (IOException e) {
      throw new UncheckedIOException("the listing can't be kept in a temporary file", e);
    }
  }

  /** Some sorted files, of which the first can be looked at. */
  private static final class Run {
    private final Iterator<ListedFile> files;
    private ListedFile first;

    Run(Iterator<ListedFile> files) {
      this.files = files;
      this.first = files.next();
    }

    boolean next() {
      boolean more = files.hasNext();
      if (more) {
        first = files.next();
      }
      return more;
    }
  }

  /** All of them in order, those of the same location once. Can be asked for several times. */
  Iterator<ListedFile> iterator() {
    inMemory.sort(ListedFile.ORDER);
    PriorityQueue<Run> runs =
        new PriorityQueue<>((a, b) -> ListedFile.ORDER.compare(a.first, b.first));
    long start = 0;
    for (long end : runEnds) {
      runs.add(new Run(new Spilled(start, end)));
      start = end;
    }
    if (!inMemory.isEmpty()) {
      runs.add(new Run(inMemory.iterator()));
    }
    return new Merged(runs);
  }

  private static final class Merged implements Iterator<ListedFile> {
    private final PriorityQueue<Run> runs;
    private String last = "";

    Merged(PriorityQueue<Run> runs) {
      this.runs = runs;
    }

    @Override
    public boolean hasNext() {
      while (!runs.isEmpty() && runs.element().first.location().equals(last)) {
        advance();
      }
      return !runs.isEmpty();
    }

    @Override
    public ListedFile next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      ListedFile next = runs.element().first;
      last = next.location();
      advance();
      return next;
    }

    private void advance() {
      Run run = runs.remove();
      if (run.next()) {
        runs.add(run);
      }
    }
  }

  /** Reads a run back. */
  private final class Spilled implements Iterator<ListedFile> {
    private final DataInputStream in;
    private int left;

    Spilled(long start, long end) {
      in =
          new DataInputStream(
              new BufferedInputStream(new InflaterInputStream(new Part(start, end)), BUFFER));
      try {
        left = in.readInt();
      } catch (IOException e) {
        throw lost(e);
      }
    }

    @Override
    public boolean hasNext() {
      return left > 0;
    }

    @Override
    public ListedFile next() {
      left--;
      try {
        return ListedFile.read(in);
      } catch (IOException e) {
        throw lost(e);
      }
    }

    private UncheckedIOException lost(IOException e) {
      return new UncheckedIOException("the listing can't be read back from its temporary file", e);
    }
  }

  /** A part of the temporary file. */
  private final class Part extends InputStream {
    private final long end;
    private long at;

    Part(long start, long end) {
      this.at = start;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int wanted = (int) Math.min(length, end - at);
      int count = wanted == 0 ? -1 : temporary.read(ByteBuffer.wrap(buffer, offset, wanted), at);
      at += Math.max(0, count);
      return count;
    }
  }

  @Override
  public void close() throws IOException {
    if (temporary != null) {
      temporary.close();
    }
  }
}
