package io.github.cisalarms.construct;

import com.hashicorp.cdktf.IResolvable;
import com.hashicorp.cdktf.MapTerraformIterator;
import com.hashicorp.cdktf.TerraformIterator;
import com.hashicorp.cdktf.Token;
import java.util.List;
import java.util.Map;

/**
 * Settings of one control or subscription under {@code for_each}, where the argument is no string:
 * what CDKTF puts in the place of an expression until it writes the JSON. These belong to no stack,
 * and asking CDKTF for them once instead of in every stack saves a third of the calls to Node.js.
 */
final class EachValue {

  /** The local value that holds the controls' settings. */
  static final String CONTROLS = "controls";

  /** The local value that holds the subscriptions. */
  static final String SUBSCRIPTIONS = "subscriptions";

  static final MapTerraformIterator OF_CONTROLS = ofLocal(CONTROLS);
  static final MapTerraformIterator OF_SUBSCRIPTIONS = ofLocal(SUBSCRIPTIONS);
  static final Number THRESHOLD = Token.asNumber("${each.value.threshold}");
  static final Number PERIOD = Token.asNumber("${each.value.period}");
  static final Number EVALUATION_PERIODS = Token.asNumber("${each.value.evaluation_periods}");
  static final Number DATAPOINTS_TO_ALARM = Token.asNumber(orNull("datapoints_to_alarm"));
  static final List<String> ALARM_ACTIONS = Token.asList("${each.value.alarm_actions}");
  static final List<String> OK_ACTIONS = Token.asList("${each.value.ok_actions}");
  static final List<String> INSUFFICIENT_DATA_ACTIONS =
      Token.asList("${each.value.insufficient_data_actions}");
  static final Map<String, String> TAGS = Token.asStringMap("${each.value.tags}");
  static final IResolvable RAW_MESSAGE_DELIVERY = Token.asAny(orNull("raw_message_delivery"));

  private EachValue() {}

  private static MapTerraformIterator ofLocal(String name) {
    return TerraformIterator.fromMap(Token.asAnyMap("${local." + name + "}"));
  }

  /** The value of that key, or null (the argument is not set) where it is missing. */
  static String orNull(String key) {
    return "${lookup(each.value, \"%s\", null)}".formatted(key);
  }
}
