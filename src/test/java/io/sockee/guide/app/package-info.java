/** The examples of the guide: what stands between tags is shown in {@code docs/guide}. */
package io.sockee.guide.app;
