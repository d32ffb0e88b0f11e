package io.github.cisalarms.events;

import java.io.IOException;

/** Finds out where JSON values start and end, without asking whether they are valid. */
final class JsonStructure {

  private static final int END = ByteInput.END;
  private static final String RECORDS = "\"Records\"";

  private final ByteInput in;

  JsonStructure(ByteInput in) {
    this.in = in;
  }

  /** Whether <code>{"Records":[</code> starts here; moves behind it if so. */
  boolean startsRecords() throws IOException {
    int start = in.at() - in.keptFrom();
    in.skip();
    in.skipBlanks();
    boolean is = true;
    for (int i = 0; i < RECORDS.length() && is; i++) {
      is = skipIf(RECORDS.charAt(i), in.peek());
    }
    is = is && skipIf(':', in.skipBlanks()) && skipIf('[', in.skipBlanks());
    if (!is) {
      in.goTo(start);
    }
    return is;
  }

  private boolean skipIf(char wanted, int next) {
    if (next == wanted) {
      in.skip();
    }
    return next == wanted;
  }

  /** Whether an array of objects starts here. */
  boolean startsArray() throws IOException {
    in.skip();
    int first = in.skipBlanks();
    return first == '{' || first == ']';
  }

  /** Whether the object that starts here goes on after the end of its line. */
  boolean endsOnAnotherLine() throws IOException {
    int depth = 0;
    boolean string = false;
    for (int b = in.peek(); b != END; b = in.peek()) {
      in.skip();
      if (b == '\n') {
        return true;
      }
      if (string) {
        if (b == '\\' && in.peek() != END) {
          in.skip();
        }
        string = b != '"';
      } else if (b == '"') {
        string = true;
      } else if (b == '{' || b == '[') {
        depth++;
      } else if ((b == '}' || b == ']') && --depth == 0) {
        return false;
      }
    }
    return false;
  }

  /**
   * Moves behind the value that starts here, whether it is valid or not. Where it ends, or {@link
   * ByteInput#END} if the input ends before.
   */
  int endOfValue() throws IOException {
    int depth = 0;
    while (true) {
      int b = in.peek();
      if (b == END) {
        return END;
      }
      if (depth == 0 && (b == ',' || b == ']' || b == '}')) {
        break;
      }
      in.skip();
      if (b == '"') {
        in.skipString();
      } else if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
        if (depth == 0) {
          break;
        }
      }
    }
    int end = in.at();
    while (ByteInput.isBlank(in.buffer()[end - 1])) {
      end--;
    }
    return end;
  }

  /** Moves behind the object that is open here. Whether the input has its end. */
  boolean skipRestOfObject() throws IOException {
    int depth = 1;
    while (depth > 0) {
      int b = in.peek();
      if (b == END) {
        return false;
      }
      in.skip();
      if (b == '"') {
        in.skipString();
      } else if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
      }
    }
    return true;
  }
}
