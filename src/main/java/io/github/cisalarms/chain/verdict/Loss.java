package io.github.cisalarms.chain.verdict;

import io.github.cisalarms.chain.value.Shown;

/**
 * Something that can't be had back, which a plan destroys.
 *
 * @param address address of the resource
 * @param what what is lost, as a sentence without its full stop
 */
public record Loss(String address, String what) {

  /** The id of what finds it, as rules have one. */
  public static final String ID = "NothingIsLost";

  /** What that asks for, as a sentence. */
  public static final String ASKS = "A plan destroys nothing that can't be had back.";

  /** Texts of plans are made fit to be shown. */
  public Loss {
    address = Shown.text(address);
    what = Shown.text(what);
  }
}
