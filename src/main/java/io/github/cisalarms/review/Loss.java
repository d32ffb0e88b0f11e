package io.github.cisalarms.review;

/**
 * Something that can't be had back, which a plan destroys.
 *
 * @param address address of the resource
 * @param what what is lost, as a sentence without its full stop
 */
public record Loss(String address, String what) {

  /** Texts of plans are made fit to be shown. */
  public Loss {
    address = Shown.text(address);
    what = Shown.text(what);
  }
}
