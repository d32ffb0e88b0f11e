package io.github.cisalarms.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Opens what is said to be a plan: finds out whether it is JSON at all, and limits its size. */
final class PlanInput {

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxDocumentLength(PlanParser.MAX_BYTES)
                      .maxNestingDepth(PlanParser.MAX_DEPTH)
                      .maxStringLength(PlanParser.MAX_TEXT)
                      .build())
              .build());

  private PlanInput() {}

  /**
   * Reads a plan or a state.
   *
   * @param name what messages call it
   * @param wanted what messages say to write in its place
   * @throws PlanException if it is neither
   * @throws IOException if it can't be read
   */
  static PlanDocument read(String name, InputStream in, Wanted wanted) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
    buffered.mark(2);
    byte[] start = buffered.readNBytes(2);
    buffered.reset();
    if (start.length == 2 && start[0] == (byte) 0x1F && start[1] == (byte) 0x8B) {
      throw new PlanException(
          name + " is compressed with gzip; decompress it: " + wanted.decompression());
    }
    if (start.length == 2 && start[0] == 'P' && start[1] == 'K') {
      throw new PlanException(
          "%s is a plan file as 'terraform plan -out' writes it; write %s as JSON: %s"
              .formatted(
                  name,
                  wanted == Wanted.PLAN ? "it" : "the state",
                  wanted.command().replace("PLANFILE", name)));
    }
    try {
      try (JsonParser parser = JSON.createParser(buffered)) {
        return new PlanParser(name, parser, wanted).parseWithinLimits();
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    } catch (JsonEOFException e) {
      throw new PlanException(
          name + " ends too early: it has to be the whole output of terraform show -json");
    } catch (JsonParseException e) {
      throw new PlanException(
          "%s:%d:%d: this is no JSON; write the %s as JSON: %s"
              .formatted(
                  name,
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr(),
                  wanted.word(),
                  wanted.command()));
    }
  }
}
