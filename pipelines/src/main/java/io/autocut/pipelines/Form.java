package io.autocut.pipelines;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a value of an option looks like, for forms that people fill in: a regular expression that
 * every value that is taken matches as a whole. Not all that matches is taken; the program looks
 * closer and says better what is wrong.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Form {
  String value();
}
