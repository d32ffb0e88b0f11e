package io.github.cisalarms.drill;

/** Is told what a drill sees while it goes on; by several threads, one at a time. */
public interface DrillListener {

  /** Something was seen of an alarm, or turned out not to be. */
  void seen(LineResult line, Step step);

  /** Something that belongs to no alarm alone, as a sentence. */
  void note(String text);
}
