package com.example.chat;

import java.time.Instant;

/** A message as clients see it. */
public record Line(long id, String room, String author, String text, Instant sent) {}
