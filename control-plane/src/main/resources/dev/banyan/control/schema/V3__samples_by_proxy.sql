-- Each proxy lets its own old samples go, once a second.
ALTER TABLE traffic_sample ADD KEY (proxy, at);
