package io.sockee.spec.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;

/** The content of an Engine.IO open packet, together with the names of its members. */
public record Handshake(
        String sid, List<String> upgrades, int pingInterval, int pingTimeout, int maxPayload, Set<String> keys) {

    /** Reads the packet {@code 0{...}}. */
    public static Handshake parse(String packet) {
        if (!packet.startsWith("0{")) {
            throw new AssertionError("no open packet: " + packet);
        }
        try {
            JSONObject json = new JSONObject(packet.substring(1));
            JSONArray offered = json.getJSONArray("upgrades");
            List<String> upgrades = new ArrayList<>();
            for (int i = 0; i < offered.length(); i++) {
                upgrades.add(offered.getString(i));
            }
            Set<String> keys = new TreeSet<>();
            for (String key : JSONObject.getNames(json)) {
                keys.add(key);
            }
            return new Handshake(
                    json.getString("sid"),
                    List.copyOf(upgrades),
                    json.getInt("pingInterval"),
                    json.getInt("pingTimeout"),
                    json.getInt("maxPayload"),
                    keys);
        } catch (JSONException e) {
            throw new AssertionError("malformed open packet: " + packet, e);
        }
    }
}
