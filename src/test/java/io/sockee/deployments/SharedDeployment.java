package io.sockee.deployments;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Classes of tests that deploy the very same archive: they run one after the other, and it is deployed once for all of them.
 * What one leaves behind in the application, the next one finds; so they use names of their own.
 */
@Target(ElementType.TYPE)
@Inherited
@Retention(RetentionPolicy.RUNTIME)
public @interface SharedDeployment {
    /** What they have in common. Classes that say the same and deploy something else fail. */
    String value();
}
