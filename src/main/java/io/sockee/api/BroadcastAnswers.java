package io.sockee.api;

import java.util.Map;
import java.util.Set;

/**
 * What came of an event that asked many sockets for an answer: {@link Broadcast#emitWithAck}. Immutable.
 *
 * @param answers the arguments of each answer, by the id of the socket that gave it, in the order in which they came
 * @param silent the ids of the sockets that were asked and have not answered: the time was over, they went before, or the event
 *     could not be sent to them
 * @since 0.1
 */
public record BroadcastAnswers(Map<String, Arguments> answers, Set<String> silent) {

    /** {@return whether everybody who was asked has answered} True also when nobody was there to be asked. */
    public boolean isComplete() {
        return silent.isEmpty();
    }

    /** Ids alone: answers may hold secrets. */
    @Override
    public String toString() {
        return "answers of " + answers.keySet() + ", none of " + silent;
    }
}
