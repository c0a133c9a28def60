// The calendar beside a field puts the moment of now, without a word, in place of what it cannot
// read. Off: what was typed stays, and the form says what is wrong with it.
jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
