require "net/http"

module Realtime
  # Returns when it is stored; fails if it may not be: try again, with the same key.
  def self.push(rooms, event, *args, key: nil)
    url = URI(ENV.fetch("SEND_URL"))
    request = Net::HTTP::Post.new(url, "Content-Type" => "application/json")
    request["X-Api-Key"] = ENV.fetch("SHOP_KEY")
    request["Idempotency-Key"] = key if key
    request.body = { rooms: rooms, event: event, args: args }.to_json
    options = { use_ssl: url.scheme == "https", open_timeout: 5, read_timeout: 5 }
    answer = Net::HTTP.start(url.host, url.port, options) { |http| http.request(request) }
    answer.value # raises an error unless it is 200
  end

  # What the page gives to its client: signed, and good for an hour.
  def self.token(user_id)
    verifier.generate(user_id, expires_in: 1.hour)
  end

  def self.user_id(token)
    verifier.verified(token)
  end

  def self.verifier
    Rails.application.message_verifier("realtime")
  end
end

class RealtimeController < ActionController::API
  # The authUrl: who is it, and which rooms may they be in?
  def rooms
    token = request.authorization.to_s.delete_prefix("Bearer ")
    user_id = Realtime.user_id(token)
    user_id ? render(json: ["user_#{user_id}", "staff"]) : head(:unauthorized)
  end
end
