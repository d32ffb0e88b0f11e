package io.github.cisalarms.catalog;

/** A setting of an alarm that CloudWatch would reject, alone or together with another. */
public final class AlarmSettingException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String setting;
  private final String value;
  private final String remedy;

  AlarmSettingException(String setting, Object value, String remedy) {
    super(setting + " " + value + ": " + remedy);
    this.setting = setting;
    this.value = value.toString();
    this.remedy = remedy;
  }

  /** The setting's name as users write it, such as {@code evaluation_periods}. */
  public String setting() {
    return setting;
  }

  /** The value that it was given. */
  public String value() {
    return value;
  }

  /** What to write instead. */
  public String remedy() {
    return remedy;
  }
}
