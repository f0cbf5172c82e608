package io.autocut.pipelines;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a value of an option looks like, for forms that people fill in: a regular expression that
 * each value matches as a whole. It lets nothing through that the program refuses by its form, and
 * is itself no check: the program says better what is wrong.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Form {
  String value();
}
