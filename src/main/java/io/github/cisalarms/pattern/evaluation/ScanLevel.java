package io.github.cisalarms.pattern.evaluation;

import io.github.cisalarms.pattern.evaluation.PropertyNames.Name;

/** An object or array in which an {@link EventScan} is. */
final class ScanLevel {

  private final ScanLevel outer;
  private ScanLevel inner;

  private EventState state;
  private Name owner;
  private Name last;
  private boolean array;
  private char end;
  private int elements;
  private long properties;

  private ScanLevel(ScanLevel outer) {
    this.outer = outer;
  }

  /** One for the event, with further ones in it up to a depth. */
  static ScanLevel ofDepth(int depth) {
    ScanLevel root = new ScanLevel(null);
    ScanLevel innermost = root;
    for (int i = 1; i < depth; i++) {
      innermost.inner = new ScanLevel(innermost);
      innermost = innermost.inner;
    }
    return root;
  }

  /**
   * Starts with another object or array.
   *
   * @param newState where it is
   * @param newOwner the name of the property that has it
   */
  void start(EventState newState, Name newOwner, boolean isArray) {
    state = newState;
    owner = newOwner;
    last = null;
    array = isArray;
    end = isArray ? ']' : '}';
    elements = 0;
    properties = 0;
  }

  /** The one around; null around the event. */
  ScanLevel outer() {
    return outer;
  }

  /** The next one in it; null at the greatest depth. */
  ScanLevel inner() {
    return inner;
  }

  EventState state() {
    return state;
  }

  Name owner() {
    return owner;
  }

  boolean isArray() {
    return array;
  }

  /** What closes it. */
  char end() {
    return end;
  }

  /** Goes on to the next element of the array. Its index. */
  int nextElement() {
    return elements++;
  }

  /** The name that came here the last time; null if there is none that can come here. */
  Name expected() {
    if (last != null) {
      return last.next();
    }
    Name first = owner.inside();
    // Elements of one array may be in different places.
    return first != null && first.place() == state ? first : null;
  }

  /** Notes which name came instead of the expected one. */
  void found(Name name) {
    if (!name.isKept()) {
      return;
    }
    if (last == null) {
      owner.setInside(name);
    } else {
      last.setNext(name);
    }
  }

  /** The name of the property in which it is; null before the first. */
  Name last() {
    return last;
  }

  /** Goes on to a property. */
  void setLast(Name name) {
    last = name;
  }

  /**
   * Notes a property that selectors name; whether it is the first of its name, as far as can be
   * told.
   */
  boolean add(EventState.Child property) {
    long bit = property.bit();
    boolean added = (properties & bit) != bit;
    properties |= bit;
    return added;
  }
}
