package io.autocut.exports.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.autocut.time.RationalTime;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Reads the times of OpenTimelineIO, decimals all of them, as what they stand for. */
final class OtioTimes {
  private static final int DIGITS = 9;
  private static final BigDecimal SCALE = BigDecimal.TEN.pow(DIGITS);
  private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000_000L);

  /** 23.98 is a hundredth of a frame off, 24 more than two. */
  private static final RationalTime NEAR = RationalTime.of(1, 200);

  private OtioTimes() {}

  /**
   * A RationalTime in seconds.
   *
   * @param place for messages
   */
  static RationalTime seconds(JsonNode time, String place) throws HandoffException {
    RationalTime rate = rate(number(time.path("rate"), place));
    RationalTime value = number(time.path("value"), place);
    if (rate.compareTo(RationalTime.ZERO) <= 0) {
      throw new HandoffException(place + ": its rate must be positive: " + time.path("rate"));
    }
    return value.times(rate.denominator()).dividedBy(rate.numerator());
  }

  private static RationalTime number(JsonNode node, String place) throws HandoffException {
    if (!node.isNumber() || node.decimalValue().abs().compareTo(LARGEST) > 0) {
      throw new HandoffException(place + ": not a time: " + shown(node));
    }
    long scaled =
        node.decimalValue().multiply(SCALE).setScale(0, RoundingMode.HALF_UP).longValueExact();
    return RationalTime.of(scaled, SCALE.longValueExact());
  }

  /** 29.97 and its kin are written as decimals and mean 30000/1001. */
  private static RationalTime rate(RationalTime written) {
    long nominal = written.toTicks(1, 1);
    RationalTime dropped = RationalTime.of(nominal * 1000, 1001);
    boolean has = nominal % 24 == 0 || nominal % 30 == 0;
    return has && written.minus(dropped).abs().compareTo(NEAR) < 0 ? dropped : written;
  }

  private static String shown(JsonNode node) {
    String text = node.toString();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
