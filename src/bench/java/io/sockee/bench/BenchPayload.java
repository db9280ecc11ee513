package io.sockee.bench;

import jakarta.json.bind.annotation.JsonbPropertyOrder;

/** What the load client sends, as a value: bound by Sockee's codec and by JSON-B alike, and written in the order in which it came. */
@JsonbPropertyOrder({"from", "nr", "at", "text"})
public class BenchPayload {
    public int from;
    public long nr;
    public long at;
    public String text = "";
}
