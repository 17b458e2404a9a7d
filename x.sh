dn () 
{ 
    xdotool mousemove 700 600 click --repeat ${1:-8} --delay 30 5;
    sleep .3
}
up () 
{ 
    xdotool mousemove 700 600 click --repeat 20 --delay 20 4;
    sleep .3
}
