package io.sockee.databases;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** Tests that need a database: it is started before anything else is done for them. Where it cannot be, they are skipped. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsDatabase.Start.class)
public @interface NeedsDatabase {
    /** Which. */
    TestDatabase value();

    /** Starts it. */
    final class Start implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            NeedsDatabase needed = context.getRequiredTestClass().getAnnotation(NeedsDatabase.class);
            if (needed == null) { // a nested class: it was asked for at the outer one
                return ConditionEvaluationResult.enabled("");
            }
            try {
                needed.value().start();
                return ConditionEvaluationResult.enabled(needed.value() + " runs");
            } catch (TestAbortedException e) {
                return ConditionEvaluationResult.disabled(e.getMessage());
            }
        }
    }
}
