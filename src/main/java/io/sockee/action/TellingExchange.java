package io.sockee.action;

import io.sockee.session.CallSession;
import java.util.HashMap;
import java.util.Map;

/** An answer that tells the client the id of its session, where it has to; with it the call's use of the session ends. */
record TellingExchange(CallSession session, ActionExchange to) implements ActionExchange {

    @Override
    public void answer(ActionAnswer answer) {
        ActionAnswer told = session.told()
                .map(one -> answer.with(one.header(), one.value()))
                .orElse(answer);
        session.close();
        to.answer(told);
    }

    @Override
    public EventStream stream(Map<String, String> headers, Runnable gone) {
        Map<String, String> more = new HashMap<>(headers);
        session.told().ifPresent(one -> more.put(one.header(), one.value()));
        try {
            return to.stream(more, gone);
        } catch (RuntimeException | Error e) {
            session.close();
            throw e;
        }
    }

    @Override
    public void over() {
        session.close();
        to.over();
    }
}
