Belize sold 61,000 tonnes of raw sugar to Britain in the season that ended in July, the growers' union said.

The mill at Orange Walk ground the last cane on Friday.

@highlight

Belize sells more sugar

@highlight

The mill has closed for the year
