"""People, sign-in links, PINs, devices and roles."""
