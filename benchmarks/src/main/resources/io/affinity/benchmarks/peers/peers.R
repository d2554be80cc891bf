# Forecasts of many series by R, for "bench peers-forecast".
#
#   Rscript --vanilla peers.R IN.csv OUT.csv METHOD PERIOD HORIZON p,d,q P,D,Q
#
# IN.csv has the rows id,values with the values separated by spaces. OUT.csv gets, for each series, a row
# id,status,cpu seconds,log-likelihood,text and then the numbers of the forecast, separated by spaces:
# means, then the bounds at 2.5 %, 10 %, 90 % and 97.5 %. CPU is user plus system time of this process.
suppressPackageStartupMessages(library(forecast))

arguments <- commandArgs(trailingOnly = TRUE)
input <- arguments[1]
output <- arguments[2]
method <- arguments[3]
period <- as.integer(arguments[4])
horizon <- as.integer(arguments[5])
regular <- as.integer(strsplit(arguments[6], ",")[[1]])
seasonal <- as.integer(strsplit(arguments[7], ",")[[1]])

normal <- function(mean, se) {
  mean <- as.numeric(mean)
  se <- as.numeric(se)
  c(mean, mean + qnorm(0.025) * se, mean + qnorm(0.1) * se, mean + qnorm(0.9) * se, mean + qnorm(0.975) * se)
}

bounds <- function(f) {
  c(as.numeric(f$mean), f$lower[, "95%"], f$lower[, "80%"], f$upper[, "80%"], f$upper[, "95%"])
}

fixed_order <- function(y) {
  season <- if (period > 1) list(order = seasonal, period = period) else list(order = c(0L, 0L, 0L), period = 1)
  fit <- stats::arima(y, order = regular, seasonal = season, method = "ML")
  p <- predict(fit, n.ahead = horizon)
  list(numbers = normal(p$pred, p$se), loglik = as.numeric(fit$loglik), text = "arima")
}

modelled <- function(fit) {
  f <- forecast(fit, h = horizon, level = c(80, 95))
  loglik <- if (is.null(fit$loglik) || inherits(fit, "ets")) NA else as.numeric(fit$loglik)
  list(numbers = bounds(f), loglik = loglik, text = f$method)
}

direct <- function(f) {
  list(numbers = bounds(f), loglik = NA, text = f$method)
}

learn <- switch(method,
  "r-auto-arima" = function(y) modelled(auto.arima(y)),
  "r-ets" = function(y) modelled(ets(y)),
  "r-arima" = fixed_order,
  "r-snaive" = function(y) direct(snaive(y, h = horizon, level = c(80, 95))),
  "r-ses" = function(y) direct(ses(as.numeric(y), h = horizon, level = c(80, 95))),
  stop("no such method: ", method))

rows <- readLines(input)[-1]
out <- file(output, "w")
for (row in rows) {
  comma <- regexpr(",", row, fixed = TRUE)
  id <- substr(row, 1, comma - 1)
  values <- suppressWarnings(as.numeric(strsplit(substr(row, comma + 1, nchar(row)), " ", fixed = TRUE)[[1]]))
  y <- ts(values, frequency = period)
  before <- proc.time()
  answer <- tryCatch(suppressWarnings(learn(y)), error = function(e) list(text = conditionMessage(e)))
  used <- proc.time() - before
  cpu <- used[["user.self"]] + used[["sys.self"]]
  text <- gsub("[,\n\r]", ";", answer$text)
  failed <- is.null(answer$numbers) || any(!is.finite(answer$numbers))
  loglik <- if (failed || is.na(answer$loglik)) "NA" else format(answer$loglik, digits = 15)
  numbers <- if (failed) "" else paste(format(answer$numbers, digits = 15, trim = TRUE), collapse = " ")
  writeLines(paste(id, if (failed) "failed" else "ok", format(cpu, digits = 6), loglik, text, numbers, sep = ","), out)
  flush(out)
}
close(out)
