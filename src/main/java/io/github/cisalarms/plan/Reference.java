package io.github.cisalarms.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An address or a reference of Terraform, taken apart: {@code module.a["x.y"].aws_sns_topic.t[0]}
 * has the steps {@code module}, {@code a}, {@code x.y}, {@code aws_sns_topic}, {@code t} and {@code
 * 0}.
 */
record Reference(List<String> steps) {

  Reference {
    steps = List.copyOf(steps);
  }

  static Reference parse(String text) {
    List<String> steps = new ArrayList<>();
    StringBuilder step = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '.') {
        flush(step, steps);
        i++;
      } else if (c == '[') {
        flush(step, steps);
        int end = endOfKey(text, i);
        String key = text.substring(i + 1, Math.max(i + 1, end));
        steps.add(
            key.length() >= 2 && key.startsWith("\"") && key.endsWith("\"")
                ? unquoted(key.substring(1, key.length() - 1))
                : key);
        i = end + 1;
      } else {
        step.append(c);
        i++;
      }
    }
    flush(step, steps);
    return new Reference(steps);
  }

  /** The module instance in which a module instance is called; empty for the root module. */
  static String parentModule(String module) {
    int from = lastCall(module);
    return from <= 0 ? "" : module.substring(0, from - 1);
  }

  /** Whether a module instance's address is that of a call, with or without a key. */
  static boolean isInstanceOf(String address, String call) {
    return address.equals(call)
        || address.startsWith(call + "[") && lastCall(address) == lastCall(call);
  }

  /** How many calls lead to a module instance; 0 for the root module. */
  static int depth(String module) {
    int calls = 0;
    int i = 0;
    while (i < module.length()) {
      if (module.charAt(i) == '[') {
        i = endOfKey(module, i);
      } else if (module.startsWith("module.", i) && (i == 0 || module.charAt(i - 1) == '.')) {
        calls++;
        i += "module.".length() - 1;
      }
      i++;
    }
    return calls;
  }

  /** The name of the call that made a module instance. */
  static String callName(String module) {
    List<String> steps = parse(module.substring(lastCall(module))).steps();
    return steps.size() > 1 ? steps.get(1) : "";
  }

  /** The key of a module instance. */
  static Optional<String> key(String module) {
    List<String> steps = parse(module.substring(lastCall(module))).steps();
    return steps.size() > 2 ? Optional.of(steps.get(2)) : Optional.empty();
  }

  /** The module instance that a resource's address begins with; empty for the root module. */
  static String moduleOf(String address) {
    int calls = depth(address);
    int end = 0;
    int dots = 0;
    for (int i = 0; i < address.length() && dots < 2 * calls; i++) {
      if (address.charAt(i) == '[') {
        i = endOfKey(address, i);
      } else if (address.charAt(i) == '.') {
        dots++;
        end = i;
      }
    }
    return address.substring(0, end);
  }

  /** An address without the keys of instances. */
  static String withoutKeys(String address) {
    StringBuilder without = new StringBuilder();
    for (int i = 0; i < address.length(); i++) {
      if (address.charAt(i) == '[') {
        i = endOfKey(address, i);
      } else {
        without.append(address.charAt(i));
      }
    }
    return without.toString();
  }

  /** Where the last {@code module.} starts that is no part of a key. */
  private static int lastCall(String module) {
    int last = 0;
    int i = 0;
    while (i < module.length()) {
      if (module.charAt(i) == '[') {
        i = endOfKey(module, i);
      } else if (module.startsWith("module.", i) && (i == 0 || module.charAt(i - 1) == '.')) {
        last = i;
        i += "module.".length() - 1;
      }
      i++;
    }
    return last;
  }

  /** The position of the bracket that closes the key which starts there. */
  private static int endOfKey(String text, int bracket) {
    boolean quoted = false;
    for (int i = bracket + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && quoted) {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ']' && !quoted) {
        return i;
      }
    }
    return text.length();
  }

  private static String unquoted(String key) {
    return key.replace("\\\"", "\"").replace("\\\\", "\\");
  }

  private static void flush(StringBuilder step, List<String> steps) {
    if (!step.isEmpty()) {
      steps.add(step.toString());
      step.setLength(0);
    }
  }
}
