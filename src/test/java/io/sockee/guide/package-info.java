/** The guide, {@code docs/guide}: its snippets are what is compiled and run here. */
package io.sockee.guide;
