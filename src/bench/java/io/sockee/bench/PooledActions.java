package io.sockee.bench;

import io.sockee.api.Action;
import io.sockee.api.Actions;

/** The same on the pool, as actions are that may block. */
@Actions("pooled")
public class PooledActions {

    @Action
    public BenchPayload echo(BenchPayload payload) {
        return payload;
    }
}
